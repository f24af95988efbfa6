"""Client-side encryption: the official client's objects for ours to read, and ours for it."""

import hashlib
import os
import tempfile

from qcloud_cos.cos_encryption_client import CosEncryptionClient
from qcloud_cos.crypto import AESCTRCipher, AESProvider, RSAProvider

from kit import same

SIZES = (1, 15, 16, 17, 1000, 70_001)


def content(size):
    return bytes((at * 31 + (at >> 8)) & 255 for at in range(size))


def drive(kit):
    check, bucket = kit.check, kit.bucket
    folder = tempfile.mkdtemp()
    paths = {}
    for name in ("aes", "public", "private"):
        paths[name] = os.path.join(folder, name)
        with open(paths[name], "wb") as file:
            file.write(kit.read(bucket, f"keys/{name}"))
    with open(paths["aes"]) as file:
        aes = file.read()
    with open(paths["public"]) as public, open(paths["private"]) as private:
        text_pair = RSAProvider.get_rsa_key_pair(public.read(), private.read())
    path_pair = RSAProvider.get_rsa_key_pair_path(paths["public"], paths["private"])
    # A cipher of its own for each: the default one is shared by all of a process.
    makers = {
        "aes": lambda: AESProvider(aes_key=aes, cipher=AESCTRCipher()),
        "rsa-oaep": lambda: RSAProvider(key_pair_info=path_pair, cipher=AESCTRCipher()),
        "rsa-pkcs1": lambda: RSAProvider(key_pair_info=text_pair, cipher=AESCTRCipher()),
    }

    def client(wrap):
        return CosEncryptionClient(kit.config_with(), makers[wrap]())

    for wrap in makers:

        @check(f"writes objects under {wrap}")
        def _():
            for size in SIZES:
                client(wrap).put_object(Bucket=bucket, Key=f"theirs/{wrap}/{size}", Body=content(size))

        @check(f"writes parts one after another under {wrap}")
        def _():
            writer, key = client(wrap), f"theirs/{wrap}/parts"
            whole = content(2 * 1024 * 1024 + 77)
            upload = writer.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]
            parts = []
            for number in (1, 2, 3):
                body = whole[(number - 1) << 20 : number << 20]
                answer = writer.upload_part(Bucket=bucket, Key=key, Body=body, PartNumber=number, UploadId=upload)
                parts.append({"PartNumber": number, "ETag": answer["ETag"]})
            writer.complete_multipart_upload(Bucket=bucket, Key=key, UploadId=upload, MultipartUpload={"Part": parts})

    # It cannot read what it wrote itself under PKCS #1 v1.5.
    for wrap in ("aes", "rsa-oaep"):

        @check(f"reads our objects under {wrap}")
        def _():
            for size in SIZES:
                same(client(wrap).get_object(Bucket=bucket, Key=f"ours/{wrap}/{size}")["Body"].read(size), content(size))

        @check(f"reads ranges of our objects under {wrap}")
        def _():
            for first, last in ((0, 0), (16, 31), (992, 999), (0, 999)):
                body = client(wrap).get_object(Bucket=bucket, Key=f"ours/{wrap}/1000", Range=f"bytes={first}-{last}")["Body"]
                same(body.read(1000), content(1000)[first : last + 1])

        @check(f"reads what we uploaded in parts, five at once, under {wrap}")
        def _():
            size = 6 * 1024 * 1024 + 77
            body = client(wrap).get_object(Bucket=bucket, Key=f"ours/{wrap}/parts")["Body"]
            found = hashlib.sha256()
            while chunk := body.read(1 << 20):
                found.update(chunk)
            same(found.hexdigest(), hashlib.sha256(content(size)).hexdigest())
