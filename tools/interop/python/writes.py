"""Objects that come to be otherwise than by one PUT: appended to, linked, renamed, copied in parts, copied onto themselves."""

from qcloud_cos import CosS3Auth

from kit import refused, same
from objects import big_bytes


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket
    big = {"Bucket": kit.ours, "Key": kit.big_key, "Region": kit.region}

    @check("appends, and is told where to go on")
    def _():
        def append(position, data, key="appended"):
            return client.append_object(Bucket=bucket, Key=key, Position=position, Data=data)

        same(append(0, b"one")["x-cos-next-append-position"], "3")
        same(refused(lambda: append(1, b"lost")), [409, "AppendPositionErr"])
        append(3, b"two")
        same(kit.read(bucket, "appended"), b"onetwo")
        same(client.head_object(Bucket=bucket, Key="appended")["x-cos-object-type"], "appendable")
        client.put_object(Bucket=bucket, Key="plain", Body=b"x")
        same(refused(lambda: append(1, b"y", "plain")), [409, "ObjectNotAppendable"])

    @check("links to an object, and reads through the link")
    def _():
        client.put_object(Bucket=bucket, Key="folder/照片.txt", Body=b"target")
        client.put_symlink(Bucket=bucket, SymlinkName="link", SymlinkTarget="folder/%E7%85%A7%E7%89%87.txt")
        found = client.get_symlink(Bucket=bucket, SymlinkName="link")["x-cos-symlink-target"]
        same(found, "folder/%E7%85%A7%E7%89%87.txt")
        same(kit.read(bucket, "link"), b"target")
        same(refused(lambda: client.get_symlink(Bucket=bucket, SymlinkName="none")), [404, "NoSuchKey"])

    @check("renames an object")
    def _():
        # It has no call for this one, and so what its calls are made of is called.
        client.put_object(Bucket=bucket, Key="before/ä b.txt", Body=b"moved")
        conf, key, params = client.get_conf(), "after/ä b.txt", {"rename": ""}
        client.send_request(
            method="PUT",
            url=conf.uri(bucket=bucket, path=key),
            bucket=bucket,
            auth=CosS3Auth(conf, key, params=params),
            headers={"x-cos-rename-source": "before/%C3%A4%20b.txt"},
            params=params,
        )
        same(kit.read(bucket, key), b"moved")
        same(client.object_exists(bucket, key), True)
        same(client.object_exists(bucket, "before/ä b.txt"), False)

    @check("copies parts of an object of ours")
    def _():
        whole = big_bytes()
        upload = client.create_multipart_upload(Bucket=bucket, Key="copied-parts")["UploadId"]
        parts = []
        for number, first, last in ((1, 0, 1024 * 1024 - 1), (2, len(whole) - 1000, len(whole) - 1)):
            answer = client.upload_part_copy(
                Bucket=bucket,
                Key="copied-parts",
                PartNumber=number,
                UploadId=upload,
                CopySource=big,
                CopySourceRange=f"bytes={first}-{last}",
            )
            parts.append({"PartNumber": number, "ETag": answer["ETag"]})
        client.complete_multipart_upload(Bucket=bucket, Key="copied-parts", UploadId=upload, MultipartUpload={"Part": parts})
        same(kit.read(bucket, "copied-parts"), whole[: 1024 * 1024] + whole[-1000:])

    @check("copies an object of ours by its high-level call")
    def _():
        # Of a copy within a region it makes parts only when the class changes; it asks the source at the host it is given.
        client.get_conf().set_copy_part_threshold_size(1024 * 1024)
        source = {"Bucket": kit.ours, "Key": kit.big_key, "Endpoint": f"cos.{kit.region}.myqcloud.com:{kit.setting['port']}"}
        client.copy(Bucket=bucket, Key="copied", CopySource=source, PartSize=2, MAXThread=3, StorageClass="STANDARD_IA")
        same(kit.read(bucket, "copied"), big_bytes())
        same(client.head_object(Bucket=bucket, Key="copied")["x-cos-storage-class"], "STANDARD_IA")

    @check("changes class and metadata by a copy onto itself")
    def _():
        client.put_object(Bucket=bucket, Key="changed", Body=b"same bytes")
        client.change_object_storage_class(bucket, "changed", "STANDARD_IA")
        same(client.head_object(Bucket=bucket, Key="changed")["x-cos-storage-class"], "STANDARD_IA")
        changes = {"ContentType": "text/x-changed", "Metadata": {"x-cos-meta-owner": "ada"}, "StorageClass": "STANDARD_IA"}
        client.update_object_meta(bucket, "changed", **changes)
        head = client.head_object(Bucket=bucket, Key="changed")
        same([head["Content-Type"], head["x-cos-meta-owner"]], ["text/x-changed", "ada"])
