"""Forms, as pages post them. The SDK's own session sends them; the policy is signed here, by the documented formula."""

import base64
import hashlib
import hmac
import json
import time

from kit import refused, same


def hmac_hex(key, text):
    return hmac.new(key.encode(), text.encode(), hashlib.sha1).hexdigest()


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket
    secret_id, secret_key = kit.setting["secretId"], kit.setting["secretKey"]

    def signed(conditions, key=secret_key):
        now = int(time.time())
        key_time = f"{now - 60};{now + 600}"
        own = [{"q-sign-algorithm": "sha1"}, {"q-ak": secret_id}, {"q-sign-time": key_time}, {"bucket": bucket}]
        expiration = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(now + 600))
        policy = json.dumps({"expiration": expiration, "conditions": own + conditions})
        return {
            "policy": base64.b64encode(policy.encode()).decode(),
            "q-sign-algorithm": "sha1",
            "q-ak": secret_id,
            "q-key-time": key_time,
            "q-signature": hmac_hex(hmac_hex(key, key_time), hashlib.sha1(policy.encode()).hexdigest()),
        }

    def post(fields, content, name="照片.txt"):
        return client.send_request(
            method="POST",
            url=client.get_conf().uri(bucket=bucket),
            bucket=bucket,
            data=fields,
            files={"file": (name, content, "image/ignored")},
            headers={},
        )

    @check("posts a file under its own name")
    def _():
        conditions = [["starts-with", "$key", "posted/"], ["content-length-range", 1, 100]]
        fields = {"key": "posted/${filename}", "Content-Type": "text/x-form", "x-cos-meta-owner": "ada"}
        answer = post({**fields, **signed(conditions)}, "form ä".encode())
        same([answer.status_code, answer.content], [204, b""])
        same(answer.headers["ETag"], f'"{hashlib.md5("form ä".encode()).hexdigest()}"')
        same(kit.read(bucket, "posted/照片.txt"), "form ä".encode())

    @check("is answered as it asks")
    def _():
        fields = {"key": "posted/status", "success_action_status": "200"}
        same(post({**fields, **signed([{"key": "posted/status"}])}, b"x").status_code, 200)

    @check("is refused what the policy does not allow, and another's signature")
    def _():
        conditions = [["starts-with", "$key", "posted/"], ["content-length-range", 1, 4]]
        same(refused(lambda: post({"key": "elsewhere", **signed(conditions)}, b"x")), [403, "AccessDenied"])
        same(refused(lambda: post({"key": "posted/long", **signed(conditions)}, b"12345")), [400, "EntityTooLarge"])
        same(refused(lambda: post({"key": "posted/x", **signed(conditions, "wrong")}, b"x")), [403, "SignatureDoesNotMatch"])
