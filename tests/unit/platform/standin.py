"""Starts the stand-in as a real process; a test talks to it over real TLS.

What a test sends is typed out by hand from the interface document (tests/platform must not help to test itself);
only the signature is computed here, by openssl, because its time stamp has to be of now.
"""
import base64
import http.client
import json
import socket
import ssl
import subprocess
import time
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2] / "platform" / "circle-platform"


def signature(secret: str, text: str) -> str:
    """Base64(HMAC-SHA1) by the openssl command."""
    done = subprocess.run(["openssl", "dgst", "-sha1", "-binary", "-hmac", secret], input=text.encode(),
                          capture_output=True, check=True)
    return base64.b64encode(done.stdout).decode()


class Platform:
    def __init__(self, pki, folder, *options):
        self.pki = pki
        self.key = (pki / "access_key").read_text().strip()
        self.secret = (pki / "secret").read_text().strip()
        self.log_file = folder / "requests.jsonl"
        self.control_path = folder / "c"
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--pki", pki, "--log", self.log_file, "--control", self.control_path, *options],
            stdout=subprocess.PIPE, text=True)
        word, port = self.process.stdout.readline().split()
        assert word == "ready"
        self.port = int(port)
        self.connection = None

    def stop(self):
        self.hang_up()
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()

    def hang_up(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    # --- control

    def command(self, do, **fields):
        with socket.socket(socket.AF_UNIX) as wire:
            wire.connect(str(self.control_path))
            wire.sendall(json.dumps({"do": do, **fields}).encode() + b"\n")
            reply = json.loads(wire.makefile().readline())
        assert reply["ok"], reply
        return reply["result"]

    def fault(self, name, **fields):
        self.command("fault", name=name, **fields)

    def log(self, kind):
        return self.command("log", kind=kind)

    # --- requests

    def tls(self, client="client", ca="ca", newest=None):
        made = ssl.create_default_context(cafile=str(self.pki / f"{ca}.crt"))
        if client:
            made.load_cert_chain(self.pki / f"{client}.crt", self.pki / f"{client}.key")
        if newest:
            made.maximum_version = newest
        return made

    def connect(self, **tls):
        self.hang_up()
        self.connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.tls(**tls), timeout=20)
        self.connection.connect()
        return self.connection

    def headers(self, name, **changed):
        """The five headers of §2.2 plus the content type; a value of None leaves one out."""
        stamp = changed.pop("stamp", str(int(time.time() * 1000)))
        key = changed.pop("key", self.key)
        secret = changed.pop("secret", self.secret)
        version = changed.pop("version", "1.0.0")
        text = f"_api_access_key={key}&_api_name={name}&_api_timestamp={stamp}&_api_version={version}"
        made = {"Content-Type": "application/json", "_api_name": name, "_api_version": version,
                "_api_timestamp": stamp, "_api_access_key": key, "_api_signature": signature(secret, text)}
        made.update(changed)
        return {name: value for name, value in made.items() if value is not None}

    def send(self, name, body, headers=None, path=None):
        """(status, body bytes)"""
        if self.connection is None:
            self.connect()
        data = body if isinstance(body, bytes) else body.encode()
        self.connection.request("POST", path or f"/isp-api/powercsb/{name}", data, headers or self.headers(name))
        reply = self.connection.getresponse()
        return reply.status, reply.read()

    def ask(self, name, body, headers=None, path=None):
        status, data = self.send(name, body, headers, path)
        assert status == 200, data
        return json.loads(data)

    def refusal(self, name, body, headers=None, path=None):
        """The token of the refusal; asserts that it is one and that nothing was executed."""
        before = self.command("status")["executed"]
        reply = self.ask(name, body, headers, path)
        assert reply["infcode"] == -1 and reply["output"] is None, reply
        assert self.command("status")["executed"] == before
        return reply["err_msg"].rpartition("[")[2].rstrip("]")
