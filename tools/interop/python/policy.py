"""Policies of buckets: put, read and deleted, and what they do for another account and for the owner."""

import json

from kit import code_of, same


def drive(kit):
    check, client, bucket, other = kit.check, kit.client, kit.bucket, kit.other
    stranger = kit.client_with(SecretId=other["secretId"], SecretKey=other["secretKey"])
    uin = other["ownerUin"]

    def resource(under):
        return [f"qcs::cos:{kit.region}:uid/1250000000:{bucket}/{under}"]

    readers = {
        "effect": "allow",
        "principal": {"qcs": [f"qcs::cam::uin/{uin}:uin/{uin}"]},
        "action": ["name/cos:GetObject"],
        "resource": resource("shared/*"),
    }

    def read(key):
        return code_of(lambda: stranger.get_object(Bucket=bucket, Key=key))

    def put(*statements):
        client.put_bucket_policy(Bucket=bucket, Policy={"version": "2.0", "statement": list(statements)})

    @check("finds no policy")
    def _():
        for key in ("shared/a", "own/a"):
            client.put_object(Bucket=bucket, Key=key, Body=b"text")
        same(code_of(lambda: client.get_bucket_policy(Bucket=bucket)), "NoSuchBucketPolicy")
        same(read("shared/a"), "AccessDenied")

    @check("a policy lets another account in as far as it says")
    def _():
        put(readers)
        # COS writes this one word in its own way.
        stored = json.loads(client.get_bucket_policy(Bucket=bucket)["Policy"])
        same(stored["Statement"], [readers])
        same([read("shared/a"), read("own/a")], ["ok", "AccessDenied"])

    @check("a condition decides")
    def _():
        for value, outcome in (("127.0.0.1", "ok"), ("10.0.0.0/8", "AccessDenied")):
            put({**readers, "condition": {"ip_equal": {"qcs:ip": [value]}}})
            same(read("shared/a"), outcome)

    @check("what is denied is denied to the owner too, who can take it back")
    def _():
        put(readers, {"effect": "deny", "principal": {"qcs": ["*"]}, "action": ["*"], "resource": resource("*")})
        same([read("shared/a"), code_of(lambda: kit.read(bucket, "shared/a"))], ["AccessDenied", "AccessDenied"])
        client.delete_bucket_policy(Bucket=bucket)
        same([read("shared/a"), code_of(lambda: kit.read(bucket, "shared/a"))], ["AccessDenied", "ok"])

    @check("another account does not read or write the policy")
    def _():
        same(code_of(lambda: stranger.get_bucket_policy(Bucket=bucket)), "AccessDenied")
