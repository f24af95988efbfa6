"""Configurations as the documentation of the SDK writes them, which is how programs write them."""

from kit import same


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket

    @check("a lifecycle")
    def _():
        rule = {
            "ID": "string",
            "Filter": {"Prefix": ""},
            "Status": "Enabled",
            "Expiration": {"Days": 200},
            "Transition": [{"Days": 100, "StorageClass": "Standard_IA"}],
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
        }
        client.put_bucket_lifecycle(Bucket=bucket, LifecycleConfiguration={"Rule": [rule]})
        same(client.get_bucket_lifecycle(Bucket=bucket)["Rule"][0]["Transition"][0]["Days"], "100")
        client.delete_bucket_lifecycle(Bucket=bucket)

    @check("an inventory, and a list of them")
    def _():
        configuration = {
            "Destination": {
                "COSBucketDestination": {
                    "AccountId": "100000000001",
                    "Bucket": f"qcs::cos:{kit.region}::{bucket}",
                    "Format": "CSV",
                    "Prefix": "string",
                    "Encryption": {"SSECOS": {}},
                }
            },
            "IsEnabled": "true",
            "Filter": {"Prefix": "string"},
            "IncludedObjectVersions": "All",
            "OptionalFields": {"Field": ["Size", "LastModifiedDate", "ETag", "StorageClass", "IsMultipartUploaded", "ReplicationStatus"]},
            "Schedule": {"Frequency": "Daily"},
        }
        client.put_bucket_inventory(Bucket=bucket, Id="string", InventoryConfiguration=configuration)
        answer = client.list_bucket_inventory_configurations(Bucket=bucket, ContinuationToken="")
        # Of a single one it makes no list.
        same([answer["IsTruncated"], answer["InventoryConfiguration"]["Id"]], ["false", "string"])
        client.delete_bucket_inventory(Bucket=bucket, Id="string")

    @check("CORS of one and of several rules")
    def _():
        def rule(method, **more):
            return {"ID": f"CORSRule {method}", "AllowedOrigin": ["http://cloud.tencent.com"], "AllowedMethod": [method], **more}

        client.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRule": [rule("GET", MaxAgeSeconds=0)]})
        client.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRule": [rule(method) for method in ("GET", "POST", "PUT")]})
        same(len(client.get_bucket_cors(Bucket=bucket)["CORSRule"]), 3)

    @check("buckets with access of every kind")
    def _():
        for number, options in enumerate(
            (
                {"ACL": "public-read"},
                {"GrantFullControl": 'id="qcs::cam::uin/100000000001:uin/100000000002"'},
                {"GrantRead": 'id="qcs::cam::uin/100000000001:uin/100000000002"'},
            )
        ):
            name = f"own{number}-{bucket}"
            client.create_bucket(Bucket=name, **options)
            client.put_bucket_acl(Bucket=name, **options)
            same(len(client.get_bucket_acl(Bucket=name)["AccessControlList"]["Grant"]) >= 1, True)
            same(client.get_bucket_location(Bucket=name)["LocationConstraint"], kit.region)
            client.delete_bucket(Bucket=name)

    @check("folders, moves, and deletion page by page")
    def _():
        client.put_object(Bucket=bucket, Key="folder/", Body=b"")
        client.put_object(Bucket=bucket, Key="folder/a", Body=b"a")
        source = {"Bucket": bucket, "Key": "folder/a", "Region": kit.region}
        client.copy_object(Bucket=bucket, Key="moved", CopySource=source)
        client.copy_object(Bucket=bucket, Key="folder/a", CopySource=source, CopyStatus="Replaced", StorageClass="STANDARD_IA")
        client.delete_object(Bucket=bucket, Key="folder/a")
        client.delete_object(Bucket=bucket, Key="folder/")
        versions = client.list_objects_versions(Bucket=bucket, Prefix="", KeyMarker="", MaxKeys=10)
        same([versions["IsTruncated"], [item["Key"] for item in versions["Version"]]], ["false", ["moved"]])
        answer = client.delete_objects(Bucket=bucket, Delete={"Object": [{"Key": "moved"}, {"Key": "never there"}]})
        same([item["Key"] for item in answer["Deleted"]], ["moved", "never there"])
