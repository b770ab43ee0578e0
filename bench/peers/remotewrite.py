"""Bodies of Prometheus' remote write 0.1: protocol buffers, in Snappy's block format without any compression."""

import http.client
import random
import struct


def _varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(tag, content):
    return bytes([tag << 3 | 2]) + _varint(len(content)) + content


def _snappy(text):
    """Literals only: 61 << 2 says that the length follows in two bytes."""
    out = bytearray(_varint(len(text)))
    for at in range(0, len(text), 65_536):
        part = text[at:at + 65_536]
        out += bytes([61 << 2]) + struct.pack("<H", len(part) - 1) + part
    return bytes(out)


def bodies(series, steps, begin, step, at_once=2_000):
    """Requests that bring `steps` samples of each series, in the order of time."""
    labels = []
    for i in range(series):
        pairs = (("__name__", f"bench_metric_{i % 20}"), ("dc", "dc1"), ("host", f"host{i // 20}"), ("iface", f"eth{i % 20}"))
        labels.append(b"".join(_field(1, _field(1, name.encode()) + _field(2, value.encode())) for name, value in pairs))
    dice = random.Random(7)
    values = [dice.randint(0, 10_000) for _ in range(series)]
    for n in range(steps):
        when = b"\x10" + _varint((begin + step * n) * 1_000)
        for first in range(0, series, at_once):
            text = bytearray()
            for i in range(first, min(series, first + at_once)):
                values[i] += (n * 31 + i) % 7 - 3
                text += _field(1, labels[i] + _field(2, b"\x09" + struct.pack("<d", values[i] / 100) + when))
            yield _snappy(bytes(text))


HEADERS = {"Content-Encoding": "snappy", "Content-Type": "application/x-protobuf", "X-Prometheus-Remote-Write-Version": "0.1.0"}


def post(port, path, all_of_them, headers):
    """Sends one after the other over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for body in all_of_them:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{answer.status}: {said[:300]}")
    connection.close()
