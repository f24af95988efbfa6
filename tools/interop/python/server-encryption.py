"""Objects that the service encrypts: with keys of its own, with keys of the key management service, and with the caller's."""

import base64
import hashlib

from kit import refused, same
from objects import big_bytes


def customer(fill, prefix=""):
    key = bytes([fill]) * 32
    return {
        f"{prefix}SSECustomerAlgorithm": "AES256",
        f"{prefix}SSECustomerKey": base64.b64encode(key).decode(),
        f"{prefix}SSECustomerKeyMD5": base64.b64encode(hashlib.md5(key).digest()).decode(),
    }


def encryption_of(headers):
    name = "x-cos-server-side-encryption"
    return [headers.get(name + end) for end in ("", "-cos-kms-key-id", "-customer-algorithm", "-customer-key-md5")]


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket

    for name, options, told in (
        ("service", {"ServerSideEncryption": "AES256"}, ["AES256", None, None, None]),
        ("kms", {"ServerSideEncryption": "cos/kms", "SSEKMSKeyId": "key-1"}, ["cos/kms", "key-1", None, None]),
        ("customer", customer(1), [None, None, "AES256", customer(1)["SSECustomerKeyMD5"]]),
    ):

        @check(f"writes and reads what is encrypted: {name}")
        def _():
            same(encryption_of(client.put_object(Bucket=bucket, Key=name, Body=b"secret", **options)), told)
            key = customer(1) if name == "customer" else {}
            same(encryption_of(client.head_object(Bucket=bucket, Key=name, **key)), told)
            same(kit.read(bucket, name, **key), b"secret")
            same(kit.read(bucket, name, Range="bytes=2-4", **key), b"cre")

    @check("is refused a customer's object without the key, and with another")
    def _():
        same(refused(lambda: kit.read(bucket, "customer")), [400, "SsecDecryptHeaderInvalid"])
        same(refused(lambda: kit.read(bucket, "customer", **customer(2))), [400, "SsecDecryptHeaderInvalid"])

    @check("reads what our client encrypted")
    def _():
        same(kit.read(bucket, "ours", **customer(3)), b"ours")

    @check("copies a customer's object to another key")
    def _():
        source = {"Bucket": bucket, "Key": "customer", "Region": kit.region}
        client.copy_object(Bucket=bucket, Key="copy", CopySource=source, **customer(1, "CopySource"), **customer(2))
        same(kit.read(bucket, "copy", **customer(2)), b"secret")

    @check("uploads in parts under a customer's key")
    def _():
        whole, parts, at = big_bytes(), [], {"Bucket": bucket, "Key": "parts"}
        upload = client.create_multipart_upload(**at, **customer(1))["UploadId"]
        for number, first, end in ((1, 0, 1 << 20), (2, 1 << 20, len(whole))):
            etag = client.upload_part(**at, Body=whole[first:end], PartNumber=number, UploadId=upload, **customer(1))["ETag"]
            parts.append({"PartNumber": number, "ETag": etag})
        client.complete_multipart_upload(**at, UploadId=upload, MultipartUpload={"Part": parts})
        same(kit.read(bucket, "parts", **customer(1)), whole)
