"""Whatever a client sends is answered with a reason, or its connection is closed; the service goes on."""

import json
import re
import socket
import time

import pytest

from service import TABLES

EVALUATE = "/v1/policies/grant/evaluate"
EXPLAIN = "/v1/policies/grant/explain"
NEEDS = "/v1/policies/grant/needs"


@pytest.mark.parametrize("body, code", [
    (b"", "malformed_json"),
    (b"{", "malformed_json"),
    (b'{"tables": {}} x', "malformed_json"),
    (b'{"tables": {"unit": [{"name": "\xff"}]}}', "malformed_json"),
    (b"\x00" * 100, "malformed_json"),
    (b"[" * 100_000, "too_deep"),
    (b'{"tables":' * 5000 + b"1" + b"}" * 5000, "too_deep"),
    (b"[]", "wrong_shape"),
    (b"null", "wrong_shape"),
    (b'{"tables": {}, "tables": {}}', "name_twice"),
    (b'{"tabels": {}}', "unknown_member"),
    (b'{"tables": []}', "wrong_shape"),
    (b'{"tables": {"unit": 1}}', "wrong_shape"),
    (b'{"tables": {"unit": [1]}}', "wrong_shape"),
    (b'{"tables": {"unit": [{"name": ["A"]}]}}', "wrong_shape"),
    (b'{"tables": {"unit": [{"name": 5.0, "kind": "township"}]}}', "wrong_shape"),
    (b'{"tables": {"unit": [{"name": 1e3, "kind": "township"}]}}', "wrong_shape"),
    (b'{"tables": {"unit": [{"name": "A", "kind": "township"}, {"kind": "township", " name ": 5.0}]}}', "wrong_shape"),
    (b'{"tables": {"unit": [{"name": true, "kind": "township"}]}}', "wrong_shape"),
    (b'{"tables": {"project": [{"id": "p", "unit": 1.5}]}}', "wrong_shape"),
    (b'{"tables": {"project": [{"id": "p", "unit": "A"}, {"id": false}]}}', "wrong_shape"),
    (b'{"tables": {"unti": []}}', "no_such_entity"),
    (b'{"tables": {"": {}}}', "no_such_entity"),
    (b'{"tables": {"unit": [{"name": "A"}]}}', "data_error"),
    (b'{"tables": {"unit": [{"name": "A", "Kind": "township"}]}}', "data_error"),
    (b'{"as_of": "2010-02-30"}', "bad_date"),
    (b'{"as_of": 2010}', "wrong_shape"),
    (b'{"parts": ["totals", "all"]}', "wrong_shape"),
    (b'{"all_columns": "yes"}', "wrong_shape"),
])
def test_a_body_that_is_wrong(service, body, code):
    answer = service.post(EVALUATE, body)
    assert answer.code == code and answer.status in (400, 422)
    assert service.get("/health").status == 200


@pytest.mark.parametrize("body, byte", [
    (b"", 1), (b"   ", 4), (b"\x00", 1), (b"\xef\xbb\xbf", 4),
    (b"nul", 4), (b"nulL", 4), (b"truth", 4), (b"False", 1), (b"NaN", 1), (b"-Infinity", 2), (b"'a'", 1),
    (b"01", 2), (b"+1", 1), (b"-", 2), (b".5", 1), (b"1.", 3), (b"1.e5", 3), (b"1e", 3), (b"1e+", 4), (b"0x1", 2),
    (b'"', 2), (b'"a', 3), (b'"a\nb"', 3), (b'"\t"', 2), (b'"\x00"', 2), (b'"\xff"', 2), (b'"\xc3', 2), (b'"\xed\xa0\x80"', 2),
    (b'"\\', 3), (b'"\\x"', 3), (b'"\\u12', 6), (b'"\\u12g4"', 6), (b'"\\uD800"', 8), (b'"\\uD800x"', 8), (b'"\\uD800\\n"', 9),
    (b'"\\uDC00"', 4), (b'"\\uD800\\u0041"', 10), (b'"\\u0041\n"', 8),
    (b"[", 2), (b"[1", 3), (b"[1,", 4), (b"[1,]", 4), (b"[,1]", 2), (b"[1 2]", 4), (b"[1}", 3), (b"]", 1),
    (b"{1: 2}", 2), (b'{"a"}', 5), (b'{"a":}', 6), (b'{"a": 1,}', 9), (b'{"a": 1 "b": 2}', 9), (b"{} {}", 4), (b"{}\x00", 3),
    (b"/* no */ {}", 1), (b"{} // no", 4),
])
def test_what_is_no_json_is_told_with_its_byte(service, body, byte):
    answer = service.post(EVALUATE, body)
    assert answer.code == "malformed_json" and answer.status == 400
    assert re.search(rf"\b{byte}\b", answer.json["detail"]), answer.json["detail"]


@pytest.mark.parametrize("written, read", [
    (r'"A"', "A"), (r'"\u0041"', "A"), (r'"\u7532\u4E59"', "甲乙"), ('"甲乙"', "甲乙"), (r'"\uD83C\udf33x"', "🌳x"),
    (r'"a\"b\\c\/d"', 'a"b\\c/d'), ("12", "12"), ("1234567890123456789012345", "1234567890123456789012345"),
])
def test_texts_and_figures_are_read_as_they_are_written(service, written, read):
    """What json.loads makes of it, but for figures, which keep their digits."""
    body = '\ufeff{ "tables" :\t{"unit":\r\n[{"name":%s,"kind":"township"}]} , "parts":["entities"] }' % written
    answer = service.post(EVALUATE, body.encode())
    assert answer.status == 200
    assert answer.json["entities"]["unit"][0]["name"] == read


def test_figures_are_no_floats(service):
    for written, said in [("1000.10", "200.02"), ("1000.1", "200.02"), ("-0", "0.00"), ("0.1", "0.02"),
                          ("2e3", {"error": "bad_cell"}), ("1e999", {"error": "bad_cell"})]:
        body = ('{"tables":{"unit":[{"name":"A","kind":"department"}],'
                '"project":[{"id":"p","unit":"A","investment":%s}]},"parts":["entities"]}' % written)
        assert service.post(EVALUATE, body.encode()).json["entities"]["project"][0]["bonus"] == said, written


def test_a_name_that_stands_twice_among_many(service):
    members = [f'"m{i}": 1' for i in range(40)] + ['"\\u006d7": 2']
    answer = service.post(EVALUATE, ("{" + ",".join(members) + "}").encode())
    assert answer.code == "name_twice" and "m7" in answer.json["detail"]


@pytest.mark.parametrize("path, body, code", [
    (EXPLAIN, {}, "missing_member"),
    (EXPLAIN, {"column": "bonus", "entity": "nobody"}, "no_such_entity"),
    (EXPLAIN, {"column": "bonus", "entity": "project", "key": "p9"}, "no_such_row"),
    (EXPLAIN, {"column": "bonus", "entity": "project", "key": ["p1", "p2"]}, "no_such_row"),
    (EXPLAIN, {"column": "bonus", "entity": "project"}, "no_such_row"),
    (EXPLAIN, {"column": "malus", "entity": "project", "key": "p1"}, "not_found"),
    (EXPLAIN, {"column": "bonus", "format": "pdf"}, "wrong_shape"),
    (EXPLAIN, {"column": "bonus", "depth": -1}, "wrong_shape"),
    (EXPLAIN, {"column": "bonus", "depth": 1.5}, "wrong_shape"),
    (EXPLAIN, {"column": "bonus", "depth": 10**30}, "wrong_shape"),
    (EXPLAIN, {"column": "bonus", "key": [1]}, "wrong_shape"),
    (NEEDS, {"column": "malus", "entity": "project"}, "no_such_column"),
    (NEEDS, {"column": "bonus", "entity": "project", "given": {"unit.kin": "x"}}, "bad_path"),
    (NEEDS, {"column": "bonus", "entity": "project", "given": {"unit.kind": []}}, "wrong_shape"),
    (NEEDS, {"column": "bonus", "entity": "project", "tables": {"project": TABLES["project"], "unit": TABLES["unit"]}},
     "own_table"),
])
def test_a_question_that_is_wrong(service, path, body, code):
    if path == EXPLAIN:
        body = {"tables": TABLES, **body}
    assert service.post(path, body).code == code


def test_the_place_is_told(service):
    tables = {"unit": [{"name": "A", "kind": "township"}, {"name": "B", "ki/nd": {}}]}
    assert service.post(EVALUATE, {"tables": tables}).json["pointer"] == "/tables/unit/1/ki~1nd"


def test_in_both_languages(service):
    told = {language: service.post(EVALUATE, b"{", accept_language=language).json["detail"]
            for language in ("en", "zh-CN,zh;q=0.9,en;q=0.8", "fr, zh")}
    assert told["en"].startswith("the body is no JSON") and "请求体" in told["fr, zh"]
    assert told["zh-CN,zh;q=0.9,en;q=0.8"] == told["fr, zh"]


@pytest.mark.parametrize("method, path, status, code", [
    ("GET", "/", 404, "no_such_route"),
    ("GET", "/v1/policies/", 404, "no_such_route"),
    ("GET", "/v1/policies/none", 404, "no_such_policy"),
    ("GET", "/v1/policies/..%2F..%2Fetc", 404, "no_such_policy"),
    ("GET", "/v1/policies/%ff", 400, "bad_target"),
    ("GET", "/v1/policies/%zz", 400, "bad_target"),
    ("GET", "/v1/policies/%00", 400, "bad_target"),
    ("GET", EVALUATE, 405, "no_such_method"),
    ("DELETE", "/v1/policies/grant", 405, "no_such_method"),
    ("POST", "/health", 405, "no_such_method"),
])
def test_a_path_that_leads_nowhere(service, method, path, status, code):
    answer = service.ask(method, path)
    assert (answer.status, answer.code) == (status, code)
    assert ("allow" in answer.headers) == (status == 405)


def test_only_json_is_read(service):
    assert service.post(EVALUATE, b"{}", content_type="text/plain").code == "not_json"
    assert service.post(EVALUATE, b"{}", content_type="application/json; charset=utf-8").status == 200


def test_a_page_under_another_name_is_refused(service):
    """A page in a browser may have its own name mean this machine."""
    answer = service.get("/v1/policies", host="evil.example")
    assert (answer.status, answer.code) == (421, "wrong_host")


def test_a_huge_body(service):
    with service.connect() as plug:
        plug.sendall(b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                     b"Content-Length: 99999999999\r\n\r\n" % EVALUATE.encode())
        assert b" 413 " in plug.recv(4096)
    with service.connect() as plug:  # one that says nothing of its size
        plug.sendall(b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                     b"Transfer-Encoding: chunked\r\n\r\n" % EVALUATE.encode())
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        with pytest.raises((BrokenPipeError, ConnectionResetError, socket.timeout)):
            for _ in range(400):
                plug.sendall(chunk)
    assert service.get("/health").status == 200


def test_chunks_are_put_together(service):
    body = json.dumps({"tables": TABLES, "parts": ["totals"]}).encode()
    with service.connect() as plug:
        plug.sendall(b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                     b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" % EVALUATE.encode())
        for at in range(0, len(body), 10):
            part = body[at:at + 10]
            plug.sendall(b"%x\r\n%b\r\n" % (len(part), part))
        plug.sendall(b"0\r\n\r\n")
        assert b'"amount":"500246.91"' in plug.makefile("rb").read()


@pytest.mark.parametrize("head", [
    b"\r\n\r\n\x00\x01\x02\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET /health HTTP/9.9\r\n\r\n",
    b"GET /health HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    b"POST /health HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
    b"GET /health HTTP/1.1\r\nX: " + b"y" * 40_000 + b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 50,  # a client that speaks TLS
])
def test_what_is_no_http(service, head):
    with service.connect() as plug:
        plug.sendall(head)
        plug.shutdown(socket.SHUT_WR)
        answer = plug.makefile("rb").read()
    assert answer == b"" or answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 431 "))
    assert service.get("/health").status == 200


def test_slow_clients_hold_up_nobody(service):
    slow = [service.connect() for _ in range(50)]
    for plug in slow:
        plug.sendall(b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n" % EVALUATE.encode())
    began = time.monotonic()
    for _ in range(20):
        assert service.post(EVALUATE, {"tables": TABLES}).status == 200
    assert time.monotonic() - began < 10
    for plug in slow:
        plug.close()


def test_clients_that_hang_up(service):
    body = json.dumps({"tables": TABLES}).encode()
    head = b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (
        EVALUATE.encode(), len(body))
    for cut in (1, 20, len(head), len(head) + 10, len(head) + len(body)):
        for _ in range(5):
            plug = service.connect()
            plug.sendall((head + body)[:cut])
            plug.close()
    assert service.get("/health").status == 200


def test_many_requests_on_one_line(service):
    """Pipelined requests are answered in their order."""
    with service.connect() as plug:
        plug.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20
                     + b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = plug.makefile("rb").read()
    assert answer.count(b"HTTP/1.1 200 OK") == 20 and answer.count(b"HTTP/1.1 404 ") == 1
    assert answer.index(b" 404 ") > answer.rindex(b" 200 ")
