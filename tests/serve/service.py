"""Starts `remit serve` and talks to it."""

import http.client
import json
import os
import select
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PROGRAM = os.environ.get("REMIT", "build/tested/bin/remit")

POLICY = """policy grant "Grants" {
  effective 2010-01-01
  currency  CNY
  rounding  half_up to 0.01
  party     treasury
  param     top cite "I" = 500_000 CNY
  entity unit {
    key name : text
    kind     : one of { township, department }
  }
  entity project "项目" {
    key id     : text
    unit       : unit
    investment : money "投资额"
    ratio      : percent default 20%
    signed     : date optional
  }
  target big cite "I" : sum(project.investment) >= 1000万元
  reward bonus for project cite "II(1)" says "a fifth" {
    when unit.kind is department
    pay  ratio * investment
    cap  top
    from treasury
    to   unit
  }
}
"""

TABLES = {
    "unit": [{"name": "A", "kind": "department"}, {"name": "B", "kind": "township"}],
    "project": [
        {"id": "p1", "unit": "A", "investment": "1234.56", "ratio": "0.2", "signed": "2010-01-31"},
        {"id": "p2", "unit": "B", "investment": 9000000},
        {"id": "p3", "unit": "A", "investment": "4000000", "ratio": None},
    ],
}


@dataclass
class Reply:
    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The stable code of a refusal."""
        assert self.headers["content-type"] == "application/problem+json", self
        problem = self.json
        assert problem["status"] == self.status and problem["title"] and problem["detail"]
        return problem["code"]


class Service:
    """A running `remit serve`; ends with the block."""

    def __init__(self, folder: Path, *options, language="C.UTF-8", unix=None):
        where = ["--socket", str(unix)] if unix else ["--port", "0"]
        self.log_file = open(folder.parent / "log", "w+b")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--policies", str(folder), *where, *options],
            stdout=subprocess.PIPE, stderr=self.log_file, env={"LC_ALL": language, "PATH": os.environ["PATH"]})
        ready, _, _ = select.select([self.process.stdout], [], [], 30)
        self.said = self.process.stdout.readline().decode() if ready else ""
        if not self.said:
            self.process.kill()
            raise RuntimeError(f"it does not start: {self.logged()}")
        self.unix = unix
        if not unix:
            self.host, self.port = self.said.split()[0].removeprefix("http://").rsplit(":", 1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
        self.log_file.close()

    def end(self, how=signal.SIGTERM):
        """Ends it and gives its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(timeout=20)
        self.process.stdout.close()
        return status

    def logged(self):
        return Path(self.log_file.name).read_text()

    def connect(self):
        """A bare socket."""
        if self.unix:
            plug = socket.socket(socket.AF_UNIX)
            plug.connect(str(self.unix))
        else:
            plug = socket.create_connection((self.host, int(self.port)))
        plug.settimeout(20)
        return plug

    def connection(self):
        connection = http.client.HTTPConnection("localhost", timeout=20)
        connection.sock = self.connect()
        return connection

    def ask(self, method, path, body=None, connection=None, **headers):
        used = connection or self.connection()
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        if body is not None:
            headers.setdefault("content_type", "application/json")
        used.request(method, quote(path, safe="/?=%&"), body.encode() if isinstance(body, str) else body,
                     {name.replace("_", "-"): value for name, value in headers.items()})
        answer = used.getresponse()
        reply = Reply(answer.status, {n.lower(): v for n, v in answer.getheaders()}, answer.read())
        if connection is None:
            used.close()
        return reply

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, **headers)
