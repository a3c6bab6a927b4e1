// circle-workbench: a small window beside the kiosk. Puts a person's card in, pulls it, cuts the line, breaks
// things, all by the control sockets of circle-virtual-card and circle-platform; it never speaks to the
// terminal.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <string>

#include "screens/stage/stage.h"
#include "tests/workbench/bench.h"
#include "tests/workbench/far_end.h"
#include "tests/workbench/people.h"
#include "tests/workbench/wire.h"
#include "tests/workbench/words.h"

namespace {

using namespace circle;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto patience = 2000ms;  // with a control socket; both answer within milliseconds
constexpr auto between_looks = 500ms;

class Bench {
  public:
    Bench(std::vector<workbench::Person> people, const std::string& card, const std::string& platform)
        : people_(std::move(people)), card_(card), platform_(platform) {}

    screens::view::Page page() const { return workbench::page_of(state_, people_); }

    void touch(const std::string& node) {
        if (!waiting_.empty()) return;  // a card is on its way: one thing after the other
        auto step = workbench::touched(state_, people_, node);
        state_ = std::move(step.state);
        ended_ = step.quit;
        waiting_.assign(step.commands.begin(), step.commands.end());
        if (!waiting_.empty()) due_ = Clock::now() + waiting_.front().rest;
        work();
    }

    // Sends what is due; in between asks the far ends how things stand.
    void work() {
        while (!waiting_.empty() && due_ <= Clock::now()) {
            const workbench::Command command = waiting_.front();
            waiting_.pop_front();
            const auto answer = wire(command.to).ask(command.line, patience);
            state_ = workbench::answered(std::move(state_), command, answer ? *answer : answer.error());
            if (state_.trouble != workbench::Trouble::None) waiting_.clear();
            if (!waiting_.empty()) due_ = Clock::now() + waiting_.front().rest;
        }
        if (waiting_.empty() && look_ <= Clock::now()) {
            look_ = Clock::now() + between_looks;
            const auto card = card_.ask(workbench::card_question, patience);
            state_ = workbench::card_said(std::move(state_), people_, card ? *card : card.error());
            const auto platform = platform_.ask(workbench::platform_question, patience);
            state_ = workbench::platform_said(std::move(state_), platform ? *platform : platform.error());
        }
    }

    std::chrono::milliseconds rest() const {
        const auto until = waiting_.empty() ? look_ : due_;
        return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()));
    }

    bool ended() const { return ended_; }

  private:
    workbench::Wire& wire(workbench::FarEnd to) { return to == workbench::FarEnd::Card ? card_ : platform_; }

    std::vector<workbench::Person> people_;
    workbench::Wire card_, platform_;
    workbench::State state_;
    std::deque<workbench::Command> waiting_;
    Clock::time_point due_, look_;
    bool ended_ = false;
};

void run(screens::Stage& stage, Bench& bench) {
    while (!bench.ended()) {
        bench.work();
        for (bool settled = false; !settled && !bench.ended();) {
            const screens::Frame frame = stage.draw(bench.page());
            settled = frame.settled;
            for (const screens::Intent& intent : frame.intents) bench.touch(intent.node);
        }
        if (!stage.wait(bench.rest())) return;
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::string card, platform, folder;
    CLI::App app("The window beside the kiosk: puts cards in and breaks things.", "circle-workbench");
    app.add_option("--card", card, "control socket of circle-virtual-card")->required();
    app.add_option("--platform", platform, "control socket of circle-platform")->required();
    app.add_option("--people", folder, "folder of people, one *.toml each")->required();
    CLI11_PARSE(app, argc, argv);
    auto people = workbench::read_people(folder);
    if (!people) {
        std::fprintf(stderr, "circle-workbench: %s\n", people.error().c_str());
        return 1;
    }
    screens::StageSettings settings;
    // The shape of the window; in these millimetres its words are as large as a desk's programs have them.
    settings.panel = {.width_mm = 266, .height_mm = 440, .rotation = 0, .mounting_mm = 0};
    settings.fullscreen = false;
    settings.side = screens::Side::Right;
    settings.title = "Service Circle: workbench";
    auto stage = screens::Stage::open(settings);
    if (!stage) {
        std::fprintf(stderr, "circle-workbench: the window cannot be opened: %s\n", stage.error().what.c_str());
        return 1;
    }
    Bench bench(std::move(*people), card, platform);
    run(**stage, bench);
    return 0;
}
