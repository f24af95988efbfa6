"""Configurations that act on stored data: put, read back, missed and deleted."""

from kit import refused, same

ROLE = "qcs::cam::uin/100000000001:uin/100000000001"


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket
    target = f"qcs::cos:{kit.region}::{bucket}"

    @check("finds nothing where nothing was put")
    def _():
        same(refused(lambda: client.get_bucket_lifecycle(Bucket=bucket)), [404, "NoSuchLifecycleConfiguration"])
        same(refused(lambda: client.get_bucket_replication(Bucket=bucket)), [404, "ReplicationConfigurationNotFoundError"])
        same(refused(lambda: client.get_bucket_inventory(Bucket=bucket, Id="none")), [404, "InventoryConfigurationNotFoundError"])
        same(client.get_bucket_logging(Bucket=bucket), {"BucketLoggingStatus": None})

    @check("puts, reads and deletes a lifecycle")
    def _():
        rules = [
            {
                "ID": "r1",
                "Filter": {"And": {"Prefix": "logs/", "Tag": [{"Key": "k", "Value": "v"}]}},
                "Status": "Enabled",
                "Transition": [{"Days": 30, "StorageClass": "Standard_IA"}, {"Days": 90, "StorageClass": "Archive"}],
                "NoncurrentVersionExpiration": {"NoncurrentDays": 60},
                "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
            },
            {"ID": "r2", "Filter": {"Prefix": ""}, "Status": "Disabled", "Expiration": {"Date": "2026-10-30T00:00:00+08:00"}},
        ]
        client.put_bucket_lifecycle(Bucket=bucket, LifecycleConfiguration={"Rule": rules})
        first, second = client.get_bucket_lifecycle(Bucket=bucket)["Rule"]
        same([first["ID"], first["Transition"][1]], ["r1", {"Days": "90", "StorageClass": "ARCHIVE"}])
        same(first["Filter"]["And"], {"Prefix": "logs/", "Tag": {"Key": "k", "Value": "v"}})
        same(second["Expiration"], {"Date": "2026-10-30T00:00:00+08:00"})
        client.delete_bucket_lifecycle(Bucket=bucket)

    @check("puts, reads and deletes replication")
    def _():
        copy = f"to-{bucket}"
        client.create_bucket(Bucket=copy)
        for name in (bucket, copy):
            client.put_bucket_versioning(Bucket=name, Status="Enabled")
        rule = {"ID": "r", "Status": "Enabled", "Prefix": "p/", "Destination": {"Bucket": f"qcs::cos:{kit.region}::{copy}"}}
        client.put_bucket_replication(Bucket=bucket, ReplicationConfiguration={"Role": ROLE, "Rule": [rule]})
        same(client.get_bucket_replication(Bucket=bucket), {"Role": ROLE, "Rule": [rule]})
        client.delete_bucket_replication(Bucket=bucket)

    @check("puts and reads logging")
    def _():
        status = {"LoggingEnabled": {"TargetBucket": bucket, "TargetPrefix": "logs/"}}
        client.put_bucket_logging(Bucket=bucket, BucketLoggingStatus=status)
        same(client.get_bucket_logging(Bucket=bucket), status)
        client.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})

    @check("puts, reads, lists, orders and deletes inventories")
    def _():
        report = {
            "Destination": {
                "COSBucketDestination": {
                    "AccountId": "100000000001",
                    "Bucket": target,
                    "Format": "CSV",
                    "Prefix": "list1",
                    "Encryption": {"SSECOS": {}},
                }
            },
            "Filter": {"Prefix": "filter"},
            "IncludedObjectVersions": "All",
            "OptionalFields": {"Field": ["Size", "LastModifiedDate", "ETag"]},
        }
        scheduled = {**report, "IsEnabled": "True", "Schedule": {"Frequency": "Daily"}}
        client.put_bucket_inventory(Bucket=bucket, Id="list1", InventoryConfiguration=scheduled)
        read = client.get_bucket_inventory(Bucket=bucket, Id="list1")
        same([read["Id"], read["Schedule"], read["OptionalFields"]], ["list1", scheduled["Schedule"], report["OptionalFields"]])
        listed = client.list_bucket_inventory_configurations(Bucket=bucket)
        same(listed["InventoryConfiguration"]["Id"], "list1")
        client.post_bucket_inventory(Bucket=bucket, Id="once", InventoryConfiguration=report)
        same(
            refused(lambda: client.post_bucket_inventory(Bucket=bucket, Id="list1", InventoryConfiguration=report)),
            [409, "DuplicateInventoryId"],
        )
        client.delete_bucket_inventory(Bucket=bucket, Id="list1")
