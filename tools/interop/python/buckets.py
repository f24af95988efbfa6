"""A bucket's life, its tags, how it encrypts, that it is listed, and all of its configurations at once."""

from kit import refused, same


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket

    @check("makes, finds and deletes a bucket")
    def _():
        gone = f"gone-{bucket}"
        client.create_bucket(Bucket=gone)
        same(client.head_bucket(Bucket=gone)["x-cos-bucket-region"], kit.region)
        same(client.bucket_exists(gone), True)
        client.delete_bucket(Bucket=gone)
        same(client.bucket_exists(gone), False)
        same(refused(lambda: client.delete_bucket(Bucket=gone)), [404, "NoSuchBucket"])

    @check("does not delete a bucket that holds an object")
    def _():
        client.put_object(Bucket=bucket, Key="first", Body=b"x")
        same(refused(lambda: client.delete_bucket(Bucket=bucket)), [409, "BucketNotEmpty"])

    @check("asks where a bucket is")
    def _():
        same(client.get_bucket_location(Bucket=bucket), {"LocationConstraint": kit.region})

    def names(**options):
        buckets = client.list_buckets(**options)["Buckets"]
        return [] if buckets is None else [found["Name"] for found in buckets["Bucket"]]

    @check("lists buckets page by page")
    def _():
        found = []
        while page := names(MaxKeys=1, Marker=found[-1] if found else ""):
            same(len(page), 1)
            found += page
        same(found, sorted(names()))
        same(bucket in found, True)

    @check("lists the buckets of a region")
    def _():
        same(bucket in names(Region=kit.region), True)
        same(names(Region="ap-elsewhere"), [])

    @check("tags a bucket, misses the tags and puts others")
    def _():
        client.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": {"Tag": [{"Key": "old", "Value": "1"}]}})
        same(client.get_bucket_tagging(Bucket=bucket), {"TagSet": {"Tag": [{"Key": "old", "Value": "1"}]}})
        client.delete_bucket_tagging(Bucket=bucket)
        same(refused(lambda: client.get_bucket_tagging(Bucket=bucket)), [404, "NoSuchTagSet"])
        tags = {"TagSet": {"Tag": [{"Key": "team", "Value": "a b"}, {"Key": "照片", "Value": "ä"}]}}
        client.put_bucket_tagging(Bucket=bucket, Tagging=tags)
        same(client.get_bucket_tagging(Bucket=bucket), tags)

    @check("lists the buckets with a tag")
    def _():
        same(bucket in names(TagKey="team", TagValue="a b"), True)
        same(names(TagKey="team", TagValue="another"), [])

    @check("encrypts what says nothing, and stops and begins again")
    def _():
        rules = {"Rule": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
        client.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration=rules)
        same(client.get_bucket_encryption(Bucket=bucket), rules)
        client.delete_bucket_encryption(Bucket=bucket)
        same(refused(lambda: client.get_bucket_encryption(Bucket=bucket)), [404, "NoSuchEncryptionConfiguration"])
        client.put_object(Bucket=bucket, Key="open", Body=b"x")
        client.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration=rules)
        same(client.put_object(Bucket=bucket, Key="sealed", Body=b"x")["x-cos-server-side-encryption"], "AES256")

    @check("reads all configurations at once")
    def _():
        meta = client.get_bucket_meta(Bucket=bucket)
        same([meta["Location"], meta["OFS"], meta["MAZ"]], [kit.region, False, False])
        same(meta["Encryption"]["Rule"][0]["ApplyServerSideEncryptionByDefault"], {"SSEAlgorithm": "AES256"})
        same([tag["Key"] for tag in meta["Tagging"]["TagSet"]["Tag"]], ["team", "照片"])
        same(meta["ACL"]["AccessControlList"]["Grant"][0]["Permission"], "FULL_CONTROL")
        same([meta[name] for name in ("Website", "CORS", "Lifecycle", "Replication", "ObjectLock")], [None] * 5)
