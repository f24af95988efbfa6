"""Access control lists of buckets and objects: given by name, by grants and as a document, and what they do for another account."""

from kit import code_of, same


def root(uin):
    return f"qcs::cam::uin/{uin}:uin/{uin}"


def drive(kit):
    check, client, bucket, other = kit.check, kit.client, kit.bucket, kit.other
    stranger = kit.client_with(SecretId=other["secretId"], SecretKey=other["secretKey"])
    owner, friend = root("100000000001"), root(other["ownerUin"])
    key = "listed"

    def read():
        return code_of(lambda: stranger.get_object(Bucket=bucket, Key=key))

    def listed():
        return code_of(lambda: stranger.list_objects(Bucket=bucket))

    def grants(answer):
        found = answer["AccessControlList"]["Grant"]
        return [f"{grant['Grantee'].get('ID') or grant['Grantee'].get('URI')} {grant['Permission']}" for grant in found]

    def document(permission):
        grantee = {"@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "@xsi:type": "CanonicalUser", "Type": "CanonicalUser", "ID": friend}
        return {"Owner": {"ID": owner}, "AccessControlList": {"Grant": [{"Grantee": grantee, "Permission": permission}]}}

    @check("a new bucket is private")
    def _():
        client.put_object(Bucket=bucket, Key=key, Body=b"text")
        answer = client.get_bucket_acl(Bucket=bucket)
        same([answer["Owner"]["ID"], grants(answer)], [owner, [f"{owner} FULL_CONTROL"]])
        same([listed(), read()], ["AccessDenied", "AccessDenied"])
        same(code_of(lambda: stranger.head_bucket(Bucket=bucket)), "AccessDenied")

    @check("a bucket is given a list by name")
    def _():
        client.put_bucket_acl(Bucket=bucket, ACL="public-read")
        same([listed(), read()], ["ok", "ok"])
        same(code_of(lambda: stranger.head_bucket(Bucket=bucket)), "ok")
        same(code_of(lambda: stranger.put_object(Bucket=bucket, Key="theirs", Body=b"")), "AccessDenied")

    @check("a bucket is given grants")
    def _():
        client.put_bucket_acl(Bucket=bucket, GrantWrite=f'id="{friend}"')
        same(grants(client.get_bucket_acl(Bucket=bucket)), [f"{friend} WRITE"])
        same(code_of(lambda: stranger.put_object(Bucket=bucket, Key="theirs", Body=b"")), "ok")

    @check("a bucket is given a document")
    def _():
        client.put_bucket_acl(Bucket=bucket, AccessControlPolicy=document("READ"))
        same(grants(client.get_bucket_acl(Bucket=bucket)), [f"{friend} READ"])
        same([listed(), read()], ["ok", "ok"])

    @check("an object has a list of its own, and goes back to that of the bucket")
    def _():
        client.put_bucket_acl(Bucket=bucket, ACL="private")
        same(read(), "AccessDenied")
        client.put_object_acl(Bucket=bucket, Key=key, ACL="public-read")
        same([read(), listed()], ["ok", "AccessDenied"])
        client.put_object_acl(Bucket=bucket, Key=key, ACL="default")
        same(read(), "AccessDenied")

    @check("an object is given grants and a document")
    def _():
        client.put_object_acl(Bucket=bucket, Key=key, GrantRead=f'id="{friend}"')
        same([read(), grants(client.get_object_acl(Bucket=bucket, Key=key))], ["ok", [f"{friend} READ"]])
        client.put_object_acl(Bucket=bucket, Key=key, AccessControlPolicy=document("READ_ACP"))
        same([read(), code_of(lambda: stranger.get_object_acl(Bucket=bucket, Key=key))], ["AccessDenied", "ok"])

    @check("a bucket is made with grants")
    def _():
        client.create_bucket(Bucket=f"granted-{bucket}", GrantRead=f'id="{friend}"')
        same(code_of(lambda: stranger.head_bucket(Bucket=f"granted-{bucket}")), "ok")
        client.create_bucket(Bucket=f"open-{bucket}", ACL="public-read-write")
        same(code_of(lambda: stranger.put_object(Bucket=f"open-{bucket}", Key=key, Body=b"")), "ok")

    @check("buckets are listed for their owner")
    def _():
        names = [each["Name"] for each in client.list_buckets()["Buckets"]["Bucket"]]
        same([bucket in names, f"granted-{bucket}" in names], [True, True])
