"""The configuration of a client: where it sends its requests and in which form, how it signs them; and the URLs it makes."""

import urllib.error
import urllib.parse
import urllib.request

from kit import refused, same


class Renewed:
    """Credentials that are asked for at each request."""

    def __init__(self, secret_id, secret_key):
        self.secret_id, self.secret_key, self.token = secret_id, secret_key, None


def status(url, method="GET", data=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(url, data=data, method=method, headers=named)
    try:
        return urllib.request.urlopen(asked).status
    except urllib.error.HTTPError as error:
        return error.code


def drive(kit):
    check, client, bucket, setting = kit.check, kit.client, kit.bucket, kit.setting
    port, region = setting["port"], kit.region
    temporary = setting["temporary"]
    nobody = {"SecretId": None, "SecretKey": None}

    def round_trip(other, key="ä b/c.txt"):
        other.put_object(Bucket=bucket, Key=key, Body=b"bytes")
        same(other.get_object(Bucket=bucket, Key=key)["Body"].get_raw_stream().read(), b"bytes")
        same([item["Key"] for item in other.list_objects(Bucket=bucket, Prefix=key)["Contents"]], [key])
        other.delete_object(Bucket=bucket, Key=key)

    for name, options in (
        ("its address given", {"Endpoint": None, "IP": "127.0.0.1", "Port": port}),
        ("the other domain", {"Endpoint": f"cos.{region}.tencentcos.cn:{port}"}),
        ("the internal domain", {"Endpoint": f"cos-internal.{region}.tencentcos.cn:{port}"}),
        ("a domain of its own", {"Domain": f"{bucket}.cos.{region}.myqcloud.com:{port}"}),
        ("an AppId of its own", {"Appid": "1250000000"}),
        ("no connections kept", {"KeepAlive": False}),
        ("larger pools", {"PoolConnections": 20, "PoolMaxSize": 20}),
        ("a time limit", {"Timeout": 60}),
        ("its own name", {"UA": "interop/1"}),
        (
            "credentials that end",
            {"SecretId": temporary["secretId"], "SecretKey": temporary["secretKey"], "Token": temporary["securityToken"]},
        ),
        ("redirects followed", {"AllowRedirects": True}),
        ("a host that is not signed", {"SignHost": False}),
        ("parameters that are not signed", {"SignParams": False}),
        ("older names of the keys", {**nobody, "Secret_id": setting["secretId"], "Secret_key": setting["secretKey"]}),
        ("oldest names of the keys", {**nobody, "Access_id": setting["secretId"], "Access_key": setting["secretKey"]}),
        ("credentials that are asked for", {**nobody, "CredentialInstance": Renewed(setting["secretId"], setting["secretKey"])}),
    ):

        @check(f"works with {name}")
        def _():
            round_trip(kit.client_with(**options))

    @check("works without keys where all may read")
    def _():
        client.put_object(Bucket=bucket, Key="public", Body=b"bytes", ACL="public-read")
        client.put_object(Bucket=bucket, Key="private", Body=b"bytes")
        anyone = kit.client_with(**nobody, Anonymous=True)
        same(anyone.get_object(Bucket=bucket, Key="public")["Body"].get_raw_stream().read(), b"bytes")
        same(refused(lambda: anyone.get_object(Bucket=bucket, Key="private")), [403, "AccessDenied"])
        same(status(anyone.get_object_url(bucket, "public")), 200)

    @check("tells all of an error")
    def _():
        from qcloud_cos import CosServiceError

        try:
            client.get_object(Bucket=bucket, Key="not there.txt")
        except CosServiceError as error:
            found = error.get_digest_msg()
            same([found["code"], found["resource"].endswith("not there.txt")], ["NoSuchKey", True])
            same([bool(error.get_request_id()), bool(error.get_trace_id()), bool(error.get_error_msg())], [True, True, True])
            same(error.get_origin_msg() != "", True)

    @check("makes URLs that work, in all their forms")
    def _():
        def url(method="GET", **options):
            return client.get_presigned_url(Bucket=bucket, Key="照片/a b.txt", Method=method, Expired=120, **options)

        same(status(url("PUT"), "PUT", b"123"), 200)
        limited = {"x-cos-storage-class": "STANDARD_IA", "x-cos-traffic-limit": "819200"}
        same(status(url("PUT", Headers=limited), "PUT", b"123"), 403)
        same(status(url("PUT", Headers=limited), "PUT", b"123", x_cos_storage_class="STANDARD_IA", x_cos_traffic_limit="819200"), 200)
        same(client.head_object(Bucket=bucket, Key="照片/a b.txt")["x-cos-storage-class"], "STANDARD_IA")
        digest = {"Content-MD5": "ICy5YqxZB1uWSwcVLSNLcA=="}
        same(status(url("PUT", Headers=digest), "PUT", b"123", Content_MD5=digest["Content-MD5"]), 200)
        same(status(url("PUT", Headers=digest), "PUT", b"124", Content_MD5=digest["Content-MD5"]), 400)
        same(status(url("PUT", Params={"acl": ""}), "PUT", b"", x_cos_acl="public-read"), 200)
        same(status(url(Params={"acl": ""})), 200)
        same(status(url("PUT", SignHost=False), "PUT", b"123"), 200)
        same([status(url(SignHost=False)), status(url("HEAD"), "HEAD"), status(url("PUT"))], [200, 200, 403])
        disposition = {"response-content-disposition": "attachment; filename=example.xlsx"}
        answer = urllib.request.urlopen(client.get_presigned_download_url(bucket, "照片/a b.txt", 120, Params=disposition))
        same([answer.read(), answer.headers["Content-Disposition"]], [b"123", disposition["response-content-disposition"]])
        same(status(url(Headers={"x-cos-traffic-limit": "819200"}), x_cos_traffic_limit="819200"), 200)
        same(status(url(Params={"x-cos-traffic-limit": "819200"})), 200)
        same(status(url("DELETE"), "DELETE"), 204)

    @check("lists everything of a bucket")
    def _():
        same(sorted(client.get_bucket_meta(Bucket=bucket).keys()) != [], True)
