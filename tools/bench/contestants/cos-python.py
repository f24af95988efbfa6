"""The official SDK for Python at one work, measured as `case.mjs` does: `cos-python.py <work> <parameters as JSON>`."""

import json
import logging
import resource
import socket
import sys
import time

from qcloud_cos import CosConfig, CosS3Client
from qcloud_cos.cos_encryption_client import CosEncryptionClient
from qcloud_cos.crypto import AESCTRCipher, AESProvider

logging.disable(logging.CRITICAL)
# The SDK's requests go to its usual hosts, all of which are this machine.
look_up = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **options: look_up("127.0.0.1", *rest, **options)
KEY = "I8MWwlg6O7JUEFPmKAZfM3Yqq6WzXW8Wt+gkJ6eZ6V4="


class Endless:
    """As many bytes as asked for, at no cost."""

    def __init__(self, size, step):
        self.size = size
        self.bytes = bytes(step)

    def __len__(self):
        return self.size

    def read(self, _length):
        return self.bytes


def provider():
    # A cipher of its own: the default one is shared by all of a process.
    return AESProvider(aes_key=KEY, cipher=AESCTRCipher())


def cipher(parameters):
    size, step = parameters["sizeBytes"], parameters["chunkBytes"]
    encrypting = provider()
    encrypting.init_data_cipher()
    adapter = encrypting.make_data_encrypt_adapter(Endless(size, step))

    def whole():
        while adapter.read(step):
            pass
        return size

    return whole


def config_of(parameters):
    port = parameters["origin"].rsplit(":", 1)[1]
    return CosConfig(
        Region="ap-guangzhou",
        SecretId="AKIDbench",
        SecretKey="secret-of-the-bench",
        Scheme="http",
        Endpoint=f"cos.ap-guangzhou.myqcloud.com:{port}",
    )


def upload(parameters):
    client = CosS3Client(config_of(parameters), retry=0)
    size = parameters["sizeBytes"]

    def whole():
        client.upload_file(
            Bucket="bench-1250000000",
            Key=f"object-large-{size}",
            LocalFilePath=parameters["file"],
            PartSize=parameters["partSizeBytes"] >> 20,
            MAXThread=parameters["concurrency"],
            EnableMD5=True,
        )
        return size

    return whole


def upload_encrypted(parameters):
    client = CosEncryptionClient(config_of(parameters), provider(), retry=0)
    size, file = parameters["sizeBytes"], parameters["file"]
    address = {"Bucket": "bench-1250000000", "Key": f"object-large-{size}"}

    def in_parts():
        # With more threads than one it corrupts what it sends.
        client.upload_file(LocalFilePath=file, PartSize=parameters["partSizeBytes"] >> 20, MAXThread=1, **address)
        return size

    def at_once():
        with open(file, "rb") as body:
            client.put_object(Body=body, **address)
        return size

    return in_parts if parameters["isInParts"] else at_once


def peak_rss_mib():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


works = {"cipher": cipher, "upload": upload, "uploadEncrypted": upload_encrypted}
parameters = json.loads(sys.argv[2])
whole = works[sys.argv[1]](parameters)
before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
count = whole()
wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"cpuSeconds": cpu, "wallSeconds": wall, "maxRssMiB": peak_rss_mib(), "count": count}))
