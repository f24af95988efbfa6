"""Versions, tags, locks and archived objects, as the official SDK sees them."""

from qcloud_cos import CosServiceError

from kit import same


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket

    @check("enables versioning and reads it")
    def _():
        client.put_bucket_versioning(Bucket=bucket, Status="Enabled")
        same(client.get_bucket_versioning(Bucket=bucket)["Status"], "Enabled")

    @check("puts two versions and a delete marker, and lists them")
    def _():
        for body in (b"one", b"two"):
            client.put_object(Bucket=bucket, Key="k", Body=body)
        client.delete_object(Bucket=bucket, Key="k")
        page = client.list_objects_versions(Bucket=bucket, Prefix="k")
        same([len(page["Version"]), len(page["DeleteMarker"])], [2, 1])
        same(page["DeleteMarker"][0]["IsLatest"], "true")

    @check("reads an old version, and restores the object by deleting the marker")
    def _():
        page = client.list_objects_versions(Bucket=bucket, Prefix="k")
        old = client.get_object(Bucket=bucket, Key="k", VersionId=page["Version"][-1]["VersionId"])
        same(old["Body"].get_raw_stream().read(), b"one")
        client.delete_object(Bucket=bucket, Key="k", VersionId=page["DeleteMarker"][0]["VersionId"])
        same(client.get_object(Bucket=bucket, Key="k")["Body"].get_raw_stream().read(), b"two")

    @check("tags an object, reads and removes the tags")
    def _():
        client.put_object_tagging(Bucket=bucket, Key="k", Tagging={"TagSet": {"Tag": [{"Key": "team", "Value": "a b"}]}})
        same(client.get_object_tagging(Bucket=bucket, Key="k")["TagSet"]["Tag"], [{"Key": "team", "Value": "a b"}])
        client.delete_object_tagging(Bucket=bucket, Key="k")

    @check("asks for an archived object, and is refused its bytes meanwhile")
    def _():
        client.put_object(Bucket=bucket, Key="cold", Body=b"x", StorageClass="ARCHIVE")
        client.restore_object(Bucket=bucket, Key="cold", RestoreRequest={"Days": 1, "CASJobParameters": {"Tier": "Expedited"}})
        same(client.head_object(Bucket=bucket, Key="cold")["x-cos-restore"], 'ongoing-request="true"')
        try:
            client.get_object(Bucket=bucket, Key="cold")
        except CosServiceError as error:
            same(error.get_error_code(), "InvalidObjectState")
        else:
            raise AssertionError("it was read")

    @check("locks the bucket, and cannot delete a version any more")
    def _():
        lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Days": 1}}}
        client.put_bucket_object_lock(Bucket=bucket, ObjectLockConfiguration=lock)
        same(client.get_bucket_object_lock(Bucket=bucket)["Rule"]["DefaultRetention"]["Days"], "1")
        version = client.list_objects_versions(Bucket=bucket, Prefix="k")["Version"][0]["VersionId"]
        try:
            client.delete_object(Bucket=bucket, Key="k", VersionId=version)
        except CosServiceError as error:
            same(error.get_error_code(), "ObjectLocked")
        else:
            raise AssertionError("it was deleted")
