"""Objects of the corpus: written, read, listed, copied and deleted by either side."""

import hashlib
import json
import os
import tempfile
import urllib.request

from qcloud_cos import CosServiceError

from kit import same


def bytes_of(key):
    return f"bytes of {key}".encode()


def big_bytes():
    return bytes((at * 31 + (at >> 8)) & 255 for at in range(5 * 1024 * 1024 + 321))


def drive(kit):
    check, client, keys, ours, theirs = kit.check, kit.client, kit.keys, kit.ours, kit.bucket

    @check("makes a bucket")
    def _():
        client.create_bucket(Bucket=f"own-{theirs}")
        client.head_bucket(Bucket=f"own-{theirs}")

    @check("lists buckets")
    def _():
        names = [bucket["Name"] for bucket in client.list_buckets()["Buckets"]["Bucket"]]
        same([name in names for name in (ours, theirs)], [True, True])

    for key in keys:

        @check(f"puts {json.dumps(key)}")
        def _():
            client.put_object(Bucket=theirs, Key=key, Body=bytes_of(key), EnableMD5=True)

        @check(f"gets {json.dumps(key)} of ours")
        def _():
            answer = client.get_object(Bucket=ours, Key=key)
            same(answer["Body"].get_raw_stream().read(), bytes_of(key))
            same([answer["Content-Type"], answer["x-cos-meta-owner"]], ["text/x-interop", "ada"])

    @check("lists a folder")
    def _():
        page = client.list_objects(Bucket=ours, Prefix="folder/", Delimiter="/")
        same([item["Key"] for item in page["Contents"]], ["folder/", "folder/1", "folder/2"])
        same([item["Prefix"] for item in page["CommonPrefixes"]], ["folder/sub/"])

    @check("lists page by page")
    def _():
        found, marker = [], ""
        while True:
            page = client.list_objects(Bucket=ours, MaxKeys=4, Marker=marker)
            found += [item["Key"] for item in page["Contents"]]
            if page["IsTruncated"] == "false":
                break
            marker = page["NextMarker"]
        same(sorted(found), sorted(keys + [kit.big_key]))

    @check("uploads a file by its high-level call, and reads it")
    def _():
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "big.bin")
            with open(path, "wb") as file:
                file.write(big_bytes())
            client.upload_file(Bucket=theirs, Key=kit.big_key, LocalFilePath=path, PartSize=1, MAXThread=3)
            back = os.path.join(folder, "back.bin")
            client.download_file(Bucket=ours, Key=kit.big_key, DestFilePath=back, PartSize=1, MAXThread=3)
            with open(back, "rb") as file:
                same(hashlib.sha256(file.read()).hexdigest(), hashlib.sha256(big_bytes()).hexdigest())

    @check("makes, lists, completes and gives up uploads")
    def _():
        upload = client.create_multipart_upload(Bucket=theirs, Key="parts")["UploadId"]
        etag = client.upload_part(Bucket=theirs, Key="parts", Body=b"part", PartNumber=1, UploadId=upload)["ETag"]
        listed = client.list_parts(Bucket=theirs, Key="parts", UploadId=upload)["Part"]
        same([part["PartNumber"] for part in listed], ["1"])
        parts = {"Part": [{"PartNumber": 1, "ETag": etag}]}
        client.complete_multipart_upload(Bucket=theirs, Key="parts", UploadId=upload, MultipartUpload=parts)
        same(kit.read(theirs, "parts"), b"part")
        given_up = client.create_multipart_upload(Bucket=theirs, Key="parts")["UploadId"]
        client.abort_multipart_upload(Bucket=theirs, Key="parts", UploadId=given_up)

    @check("copies an object of ours")
    def _():
        source = {"Bucket": ours, "Key": "照片/猫.jpg", "Region": kit.region}
        client.copy_object(Bucket=theirs, Key="copy", CopySource=source)
        same(kit.read(theirs, "copy"), bytes_of("照片/猫.jpg"))

    @check("reads a range")
    def _():
        same(kit.read(ours, "a b", Range="bytes=0-4"), b"bytes")

    @check("presigns a URL that works")
    def _():
        url = client.get_presigned_url(Bucket=ours, Key="ä/ö/ü", Method="GET", Expired=60)
        same(urllib.request.urlopen(url).read(), bytes_of("ä/ö/ü"))

    @check("deletes one, and many")
    def _():
        client.delete_object(Bucket=theirs, Key="copy")
        answer = client.delete_objects(Bucket=theirs, Delete={"Object": [{"Key": "parts"}], "Quiet": "false"})
        same([item["Key"] for item in answer["Deleted"]], ["parts"])

    @check("understands our errors")
    def _():
        for work, status, code in (
            (lambda: client.get_object(Bucket=theirs, Key="missing"), 404, "NoSuchKey"),
            (lambda: kit.client_with(SecretKey="wrong").list_objects(Bucket=theirs), 403, "SignatureDoesNotMatch"),
        ):
            try:
                work()
            except CosServiceError as error:
                same([error.get_status_code(), error.get_error_code()], [status, code])
                same(error.get_request_id() != "Unknown", True)
            else:
                raise AssertionError("It did not fail.")
