#include "drivers/card/pcsc.h"

#include <winscard.h>

#include <catch2/catch_test_macros.hpp>

using namespace circle::drivers;
using namespace circle::drivers::card;

TEST_CASE("the reader is found by its name, or by how its name begins") {
    const std::vector<std::string> readers = {"ACS ACR39U ICC Reader 00 00", "Virtual PCD 00 00",
                                              "Virtual PCD 00 01"};
    CHECK(choose_reader(readers, "Virtual PCD 00 01") == "Virtual PCD 00 01");
    CHECK(choose_reader(readers, "Virtual PCD") == "Virtual PCD 00 00");
    CHECK(choose_reader(readers, "") == "ACS ACR39U ICC Reader 00 00");
    CHECK(!choose_reader(readers, "Virtual PCD 01"));
    CHECK(!choose_reader({}, ""));
}

TEST_CASE("return codes of pcsc-lite in our terms") {
    CHECK(pcsc_fault(SCARD_E_NO_SMARTCARD, Phase::Connect, "").code == Code::NoMedia);
    CHECK(pcsc_fault(SCARD_W_REMOVED_CARD, Phase::Connect, "").code == Code::NoMedia);
    CHECK(pcsc_fault(SCARD_W_UNPOWERED_CARD, Phase::Connect, "").code == Code::MediaMute);
    CHECK(pcsc_fault(SCARD_W_UNRESPONSIVE_CARD, Phase::Connect, "").code == Code::MediaMute);
    CHECK(pcsc_fault(SCARD_E_PROTO_MISMATCH, Phase::Connect, "").code == Code::MediaMute);
    for (const LONG code : {SCARD_W_REMOVED_CARD, SCARD_W_RESET_CARD, SCARD_W_UNPOWERED_CARD,
                            SCARD_W_UNRESPONSIVE_CARD, SCARD_E_NOT_TRANSACTED}) {
        CHECK(pcsc_fault(code, Phase::Transmit, "").code == Code::MediaRemoved);
    }
    CHECK(pcsc_fault(SCARD_E_SHARING_VIOLATION, Phase::Connect, "").code == Code::DeviceBusy);
    CHECK(pcsc_fault(SCARD_E_UNKNOWN_READER, Phase::Connect, "").locus == Locus::Device);
    for (const LONG code :
         {SCARD_E_NO_SERVICE, SCARD_F_COMM_ERROR, SCARD_E_INVALID_HANDLE, SCARD_W_SECURITY_VIOLATION}) {
        CHECK(context_is_lost(code));
        CHECK(pcsc_fault(code, Phase::Transmit, "").code == Code::DeviceGone);
        CHECK(pcsc_fault(code, Phase::Transmit, "").locus == Locus::Service);
    }
    CHECK(pcsc_fault(SCARD_E_INSUFFICIENT_BUFFER, Phase::Transmit, "").code == Code::ProtocolFault);
    CHECK(constant_name(SCARD_E_NO_SERVICE) == "SCARD_E_NO_SERVICE");
    CHECK(constant_name(static_cast<LONG>(0x80101234)) == "80101234");
}
