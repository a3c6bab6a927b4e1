"""A private key infrastructure made on the spot with the openssl command, for one demo or test run; never kept."""
import os
import secrets
import subprocess
from pathlib import Path

ACCESS_KEY = "CIRCLE-DEMO"
GOOD_NAMES = "DNS:localhost,DNS:platform.test,IP:127.0.0.1"


def _openssl(*arguments: str, where: Path) -> None:
    done = subprocess.run(["openssl", *arguments], cwd=where, stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.strip()}")


def _new_key(where: Path, name: str) -> None:
    _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", f"{name}.key", where=where)


def _authority(where: Path, name: str, common: str) -> None:
    _new_key(where, name)
    _openssl("req", "-x509", "-new", "-key", f"{name}.key", "-out", f"{name}.crt", "-days", "365", "-sha256",
             "-subj", f"/O=Circle test/CN={common}", "-addext", "keyUsage=critical,keyCertSign,cRLSign", where=where)


def _leaf(where: Path, name: str, common: str, use: str, names: str, issuer: str, dates=None) -> None:
    """`dates`: (start, end) as YYYYMMDDHHMMSSZ; None: from now on for a year."""
    _new_key(where, name)
    _openssl("req", "-new", "-key", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/O=Circle test/CN={common}",
             where=where)
    extensions = f"basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage={use}\n"
    if names:
        extensions += f"subjectAltName={names}\n"
    (where / f"{name}.ext").write_text(extensions)
    if dates is None:
        _openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{issuer}.crt", "-CAkey", f"{issuer}.key",
                 "-set_serial", str(secrets.randbits(63)), "-days", "365", "-sha256", "-extfile", f"{name}.ext",
                 "-out", f"{name}.crt", where=where)
    else:
        _dated(where, name, issuer, dates)
    for rest in (".csr", ".ext"):
        (where / f"{name}{rest}").unlink()


def _dated(where: Path, name: str, issuer: str, dates) -> None:
    """Only `openssl ca` of OpenSSL 3.0 takes both dates."""
    (where / "ca.cnf").write_text(
        "[ca]\ndefault_ca=one\n[one]\ndatabase=ca.db\nserial=ca.srl\nnew_certs_dir=.\npolicy=any\ndefault_md=sha256\n"
        "unique_subject=no\n[any]\ncommonName=supplied\norganizationName=optional\n")
    (where / "ca.db").write_text("")
    (where / "ca.srl").write_text(f"{secrets.randbits(60) | 1 << 60:016x}\n")
    _openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", f"{issuer}.crt", "-keyfile", f"{issuer}.key",
             "-in", f"{name}.csr", "-out", f"{name}.crt", "-startdate", dates[0], "-enddate", dates[1], "-extfile",
             f"{name}.ext", where=where)
    for rest in [*where.glob("ca.cnf*"), *where.glob("ca.db*"), *where.glob("ca.srl*"), *where.glob("1*.pem"),
                 *where.glob("*.pem")]:
        rest.unlink(missing_ok=True)


def make(where: Path) -> None:
    """Everything a run needs, good and bad. Overwrites what stands in the folder."""
    where.mkdir(parents=True, exist_ok=True)
    before = os.umask(0o077)
    try:
        _authority(where, "ca", "Circle test CA")
        _authority(where, "other-ca", "Another test CA")
        _leaf(where, "server", "platform.test", "serverAuth", GOOD_NAMES, "ca")
        _leaf(where, "server-other-host", "elsewhere.test", "serverAuth", "DNS:elsewhere.test,IP:192.0.2.1", "ca")
        _leaf(where, "server-expired", "platform.test", "serverAuth", GOOD_NAMES, "ca",
              ("20200101000000Z", "20210101000000Z"))
        _leaf(where, "server-unknown-ca", "platform.test", "serverAuth", GOOD_NAMES, "other-ca")
        _leaf(where, "server-as-client", "platform.test", "clientAuth", GOOD_NAMES, "ca")
        _self_signed(where, "server-self-signed")
        _leaf(where, "client", "terminal-01", "clientAuth", "", "ca")
        _leaf(where, "client-other-ca", "terminal-01", "clientAuth", "", "other-ca")
        _leaf(where, "client-expired", "terminal-01", "clientAuth", "", "ca", ("20200101000000Z", "20210101000000Z"))
        (where / "secret").write_text(secrets.token_hex(24) + "\n")
        (where / "access_key").write_text(ACCESS_KEY + "\n")
    finally:
        os.umask(before)


def _self_signed(where: Path, name: str) -> None:
    _new_key(where, name)
    _openssl("req", "-x509", "-new", "-key", f"{name}.key", "-out", f"{name}.crt", "-days", "365", "-sha256", "-subj",
             "/O=Circle test/CN=platform.test", "-addext", f"subjectAltName={GOOD_NAMES}", where=where)
