"""Objects that nobody may delete for a while. For retention the official SDK has no calls, and so what its calls are made of is called."""

from qcloud_cos import CosS3Auth

from kit import refused, same

UNTIL = "2999-12-31T00:00:00.000Z"


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket

    def send(method, body=None):
        conf, params = client.get_conf(), {"retention": ""}
        return client.send_request(
            method=method,
            url=conf.uri(bucket=bucket, path="locked"),
            bucket=bucket,
            auth=CosS3Auth(conf, "locked", params=params),
            headers={"Content-Type": "application/xml"} if body else {},
            params=params,
            data=body,
        )

    def retain(until):
        return send("PUT", f"<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>{until}</RetainUntilDate></Retention>")

    @check("finds no lock, and cannot retain an object")
    def _():
        same(refused(lambda: client.get_bucket_object_lock(Bucket=bucket)), [404, "NoSuchObjectLockConfiguration"])
        client.put_object(Bucket=bucket, Key="locked", Body=b"kept")
        same(refused(lambda: retain(UNTIL)), [404, "NoSuchObjectLockConfiguration"])

    @check("locks the bucket, and retains an object")
    def _():
        client.put_bucket_object_lock(Bucket=bucket, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"})
        same(client.get_bucket_object_lock(Bucket=bucket), {"ObjectLockEnabled": "Enabled"})
        retain(UNTIL)
        answer = send("GET").text
        same(["<Mode>COMPLIANCE</Mode>" in answer, "<RetainUntilDate>2999-12-31T00:00:00" in answer], [True, True])

    @check("can neither delete it, nor overwrite it, nor shorten its time")
    def _():
        same(refused(lambda: client.delete_object(Bucket=bucket, Key="locked")), [409, "ObjectLocked"])
        same(refused(lambda: client.put_object(Bucket=bucket, Key="locked", Body=b"lost")), [409, "ObjectLocked"])
        same(refused(lambda: retain("2999-12-30T00:00:00.000Z")), [409, "InvalidLockedTime"])
