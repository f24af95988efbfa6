"""Apache OpenDAL, whose client of COS is written in Rust: another signer, another reader of listings, other uploads."""

import asyncio
import hashlib
import json
import os
import sys
import urllib.request

import opendal

setting = json.load(sys.stdin)
bucket, region, keys, proxy = (setting[name] for name in ("bucket", "region", "keys", "proxy"))
os.environ["http_proxy"] = proxy
os.environ.pop("no_proxy", None)
store = opendal.Operator(
    "cos",
    bucket=bucket,
    endpoint=f"http://cos.{region}.myqcloud.com",
    secret_id=setting["secretId"],
    secret_key=setting["secretKey"],
    root="/",
    disable_config_load="true",
)


def check(name):
    def run(work):
        problem = None
        try:
            work()
        except Exception as error:
            problem = f"{type(error).__name__}: {str(error)[:400]}"
        print(json.dumps({"name": f"OpenDAL: {name}", "problem": problem}), flush=True)

    return run


def same(actual, wanted):
    assert actual == wanted, f"wanted {wanted!r:.200}, got {actual!r:.200}"


@check("keys of all kinds are written and read")
def _():
    for key in keys:
        store.write(key, key.encode())
        same(bytes(store.read(key)), key.encode())
        same(store.stat(key).content_length, len(key.encode()))


@check("what our client wrote is read")
def _():
    same(bytes(store.read("ours")), b"written by ours")


@check("an upload in parts is one object")
def _():
    bytes_ = os.urandom(7_000_001)
    with store.open("big", "wb") as file:
        for at in range(0, len(bytes_), 2_000_000):
            file.write(bytes_[at : at + 2_000_000])
    same(hashlib.sha256(bytes(store.read("big"))).hexdigest(), hashlib.sha256(bytes_).hexdigest())
    with store.open("big", "rb") as file:
        file.seek(6_000_000)
        same(bytes(file.read(10)), bytes_[6_000_000:6_000_010])


@check("listings by folder and through all pages")
def _():
    for index in range(1005):
        store.write(f"many/{index:04}", b"x")
    same(len([entry.path for entry in store.list("many/") if entry.path != "many/"]), 1005)
    folders = [entry.path for entry in store.list("/")]
    same("many/" in folders and "many/0000" not in folders, True)


@check("an object is appended to, when it is not there yet and when it is")
def _():
    store.write("appended", b"one ", append=True)
    store.write("appended", b"two", append=True)
    same(bytes(store.read("appended")), b"one two")


@check("objects are deleted, one and all under a prefix")
def _():
    store.delete("big")
    store.remove_all("many/")
    paths = [entry.path for entry in store.list("/")]
    same([path for path in paths if path in ("big", "many/")], [])


@check("an object that is not there is not found")
def _():
    for call in (store.read, store.stat):
        try:
            call("missing")
        except opendal.exceptions.NotFound:
            continue
        raise AssertionError("it was found")


@check("presigned URLs read, and with another key do not")
def _():
    async def presigned():
        return (await store.to_async_operator().presign_read("ours", 60)).url

    url = asyncio.run(presigned())
    same(urllib.request.urlopen(url).read(), b"written by ours")
    try:
        urllib.request.urlopen(url.replace("/ours?", "/appended?"))
    except urllib.error.HTTPError as error:
        same(error.code, 403)
    else:
        raise AssertionError("it was read")
