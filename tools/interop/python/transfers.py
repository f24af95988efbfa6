"""Files through the high-level calls: resumed, checked, limited, streamed, many at once; and lists of uploads."""

import hashlib
import io
import os
import tempfile

from qcloud_cos import CosClientError
from qcloud_cos.cos_threadpool import SimpleThreadPool

from kit import refused, same
from objects import big_bytes


def digest(data):
    return hashlib.sha256(data).hexdigest()


def drive(kit):
    with tempfile.TemporaryDirectory() as folder:
        drive_in(kit, folder)


def drive_in(kit, folder):
    check, client, bucket = kit.check, kit.client, kit.bucket
    big, back, small = (os.path.join(folder, name) for name in ("big.bin", "back.bin", "small.txt"))
    with open(big, "wb") as file:
        file.write(big_bytes())
    with open(small, "wb") as file:
        file.write(b"small bytes")

    def content(path):
        with open(path, "rb") as file:
            return file.read()

    def uploads(prefix):
        return client.list_multipart_uploads(Bucket=bucket, Prefix=prefix).get("Upload", [])

    @check("uploads a file with headers, progress and checks")
    def _():
        seen = []
        client.upload_file(
            Bucket=bucket,
            Key="big 照片.bin",
            LocalFilePath=big,
            PartSize=1,
            MAXThread=3,
            EnableMD5=True,
            TrafficLimit="819200000",
            StorageClass="STANDARD_IA",
            ContentType="text/x-given",
            Metadata={"x-cos-meta-owner": "ada"},
            progress_callback=lambda consumed, total: seen.append((consumed, total)),
        )
        same(seen[-1], (len(big_bytes()), len(big_bytes())))
        head = client.head_object(Bucket=bucket, Key="big 照片.bin")
        same([head["x-cos-storage-class"], head["Content-Type"], head["x-cos-meta-owner"]], ["STANDARD_IA", "text/x-given", "ada"])
        same(digest(kit.read(bucket, "big 照片.bin")), digest(big_bytes()))

    @check("goes on with an upload, and sends no part twice")
    def _():
        upload = client.create_multipart_upload(Bucket=bucket, Key="resumed")["UploadId"]
        first = big_bytes()[: 1024 * 1024]
        sent = client.upload_part(Bucket=bucket, Key="resumed", Body=first, PartNumber=1, UploadId=upload)
        same(sent["x-cos-hash-crc64ecma"] != "", True)
        seen = []
        client.upload_file(Bucket=bucket, Key="resumed", LocalFilePath=big, PartSize=1, progress_callback=lambda *at: seen.append(at))
        same([uploads("resumed"), digest(kit.read(bucket, "resumed"))], [[], digest(big_bytes())])

    @check("uploads from a buffer, small and big")
    def _():
        client.upload_file_from_buffer(Bucket=bucket, Key="buffer", Body=io.BytesIO(b"few"), PartSize=1)
        same(kit.read(bucket, "buffer"), b"few")
        client.upload_file_from_buffer(Bucket=bucket, Key="buffer", Body=io.BytesIO(big_bytes()), MaxBufferSize=2, PartSize=1, MAXThread=2)
        same(digest(kit.read(bucket, "buffer")), digest(big_bytes()))

    @check("puts files, texts, nothing, and bodies of unknown length")
    def _():
        client.put_object_from_local_file(Bucket=bucket, LocalFilePath=small, Key="put")
        same(kit.read(bucket, "put"), b"small bytes")
        with open(big, "rb") as file:
            client.put_object(Bucket=bucket, Key="put", Body=file, EnableMD5=True)
        same(digest(kit.read(bucket, "put")), digest(big_bytes()))
        client.put_object(Bucket=bucket, Key="put", Body="tëxt")
        same(kit.read(bucket, "put").decode(), "tëxt")
        client.put_object(Bucket=bucket, Key="put", Body=b"")
        same([kit.read(bucket, "put"), client.head_object(Bucket=bucket, Key="put")["Content-Length"]], [b"", "0"])
        client.put_object(Bucket=bucket, Key="put", Body=(piece for piece in (b"one ", b"two")))
        same(kit.read(bucket, "put"), b"one two")

    @check("downloads in parts, checked, and goes on with a download")
    def _():
        records = os.path.join(folder, "records")
        seen = []
        options = {"PartSize": 1, "MAXThread": 2, "EnableCRC": True, "DumpRecordDir": records}
        source = {"Bucket": kit.ours, "Key": kit.big_key}
        client.download_file(DestFilePath=back, progress_callback=lambda *at: seen.append(at), **source, **options)
        same([digest(content(back)), seen[-1]], [digest(big_bytes()), (len(big_bytes()), len(big_bytes()))])
        client.download_file(DestFilePath=back, TrafficLimit="819200000", **source, **options)
        client.download_file(Bucket=bucket, Key="buffer", DestFilePath=back, PartSize=20, EnableCRC=True)
        same(digest(content(back)), digest(big_bytes()))
        same(refused(lambda: client.download_file(Bucket=bucket, Key="none", DestFilePath=back))[0], 404)

    @check("reads bodies in all their ways")
    def _():
        def body(**options):
            return client.get_object(Bucket=kit.ours, Key=kit.big_key, **options)["Body"]

        body().get_stream_to_file(back)
        same(digest(content(back)), digest(big_bytes()))
        same(digest(b"".join(body().get_stream(4096))), digest(big_bytes()))
        same(body().read(10), big_bytes()[:10])
        same(len(body(Range="bytes=5-9")), 5)

    @check("reads what is stored compressed, as it is and unpacked")
    def _():
        import gzip

        packed = gzip.compress(b"packed bytes" * 100)
        client.put_object(Bucket=bucket, Key="packed", Body=packed, ContentEncoding="gzip", ContentType="text/plain")
        client.get_object(Bucket=bucket, Key="packed")["Body"].get_stream_to_file(back)
        same(content(back), packed)
        client.get_object(Bucket=bucket, Key="packed")["Body"].get_stream_to_file(back, auto_decompress=True)
        same(content(back), b"packed bytes" * 100)

    @check("lists uploads page by page, and by folders")
    def _():
        made = [(key, client.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]) for key in ("up/ä", "up/b", "up/c/1", "up/b")]
        found, markers = [], {}
        while True:
            page = client.list_multipart_uploads(Bucket=bucket, Prefix="up/", MaxUploads=1, EncodingType="url", **markers)
            found += [item["UploadId"] for item in page.get("Upload", [])]
            if page["IsTruncated"] == "false":
                break
            markers = {"KeyMarker": page["NextKeyMarker"], "UploadIdMarker": page["NextUploadIdMarker"]}
        same(sorted(found), sorted(upload for _, upload in made))
        page = client.list_multipart_uploads(Bucket=bucket, Prefix="up/", Delimiter="/")
        same([len(page["Upload"]), [item["Prefix"] for item in page["CommonPrefixes"]]], [3, ["up/c/"]])
        for key, upload in made:
            client.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload)
        same(uploads("up/"), [])

    @check("lists parts page by page")
    def _():
        target = {"Bucket": bucket, "Key": "parts", "UploadId": client.create_multipart_upload(Bucket=bucket, Key="parts")["UploadId"]}
        for number in range(1, 6):
            client.upload_part(Body=b"part", PartNumber=number, EnableMD5=True, **target)
        found, marker = [], 0
        while True:
            page = client.list_parts(MaxParts=2, PartNumberMarker=marker, EncodingType="url", **target)
            found += [part["PartNumber"] for part in page["Part"]]
            if page["IsTruncated"] == "false":
                break
            marker = page["NextPartNumberMarker"]
        same(found, ["1", "2", "3", "4", "5"])
        client.abort_multipart_upload(**target)
        same(refused(lambda: client.list_parts(**target)), [404, "NoSuchUpload"])

    @check("uploads a folder, and deletes it by its prefix")
    def _():
        pool = SimpleThreadPool(3)
        for at in range(20):
            pool.add_task(client.upload_file, bucket, f"logs/{at}.txt", small)
        pool.wait_completion()
        same(pool.get_result()["success_all"], True)
        marker = ""
        while True:
            page = client.list_objects(Bucket=bucket, Prefix="logs/", Marker=marker, MaxKeys=7)
            client.delete_objects(Bucket=bucket, Delete={"Object": [{"Key": item["Key"]} for item in page["Contents"]], "Quiet": "true"})
            if page["IsTruncated"] == "false":
                break
            marker = page["NextMarker"]
        same("Contents" in client.list_objects(Bucket=bucket, Prefix="logs/"), False)

    @check("is refused keys that are folded up")
    def _():
        try:
            client.get_object(Bucket=bucket, Key="../a/..")
        except CosClientError:
            return
        raise AssertionError("It did not fail.")

    @check("copies by the high-level call, with new headers")
    def _():
        source = {"Bucket": bucket, "Key": "big 照片.bin", "Endpoint": f"cos.{kit.region}.myqcloud.com:{kit.setting['port']}"}
        client.copy(Bucket=bucket, Key="copy", CopySource=source)
        same([client.head_object(Bucket=bucket, Key="copy")["x-cos-meta-owner"]], ["ada"])
        client.copy(Bucket=bucket, Key="copy", CopySource=source, CopyStatus="Replaced", ContentType="text/x-copied")
        head = client.head_object(Bucket=bucket, Key="copy")
        same([head["Content-Type"], "x-cos-meta-owner" in head], ["text/x-copied", False])
        client.copy_object(Bucket=bucket, Key="copy", CopySource=source, CopySourceIfMatch=head["ETag"])
        same(refused(lambda: client.copy_object(Bucket=bucket, Key="copy", CopySource=source, CopySourceIfNoneMatch=head["ETag"]))[0], 412)
