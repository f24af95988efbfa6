"""Configurations of buckets: put, read back and deleted, and what they do to whoever comes then."""

import http.server
import threading
import urllib.error
import urllib.request

from qcloud_cos import CosServiceError

from kit import same


class Origin(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"origin {self.path}".encode())

    def log_message(self, *_):
        pass


def missing(work):
    try:
        work()
    except CosServiceError as error:
        return error.get_error_code()
    raise AssertionError("It did not fail.")


def drive(kit):
    check, client, bucket = kit.check, kit.client, kit.bucket
    port = kit.setting["port"]
    host = f"{bucket}.cos.{kit.region}.myqcloud.com"

    def visit(name, path, **options):
        request = urllib.request.Request(f"http://{name}:{port}{path}", **options)
        try:
            with urllib.request.urlopen(request) as answer:
                return [answer.status, answer.read().decode(), answer.headers]
        except urllib.error.HTTPError as error:
            return [error.code, error.read().decode(), error.headers]

    @check("lays out what visitors come for")
    def _():
        client.put_bucket_acl(Bucket=bucket, ACL="public-read")
        for key in ("index.html", "about.html"):
            client.put_object(Bucket=bucket, Key=key, Body=f"page {key}".encode())

    @check("puts CORS rules, is answered by them, and deletes them")
    def _():
        rule = {
            "ID": "1",
            "AllowedOrigin": ["https://*.example.com"],
            "AllowedMethod": ["GET", "PUT"],
            "AllowedHeader": ["x-cos-meta-a"],
            "ExposeHeader": ["ETag"],
            "MaxAgeSeconds": "60",
        }
        client.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRule": [rule]})
        same(client.get_bucket_cors(Bucket=bucket)["CORSRule"], [rule])
        headers = {"Origin": "https://www.example.com", "Access-Control-Request-Method": "PUT"}
        status, _, told = visit(host, "/a", method="OPTIONS", headers=headers)
        same([status, told["access-control-allow-origin"], told["access-control-max-age"]], [200, "https://www.example.com", "60"])
        client.delete_bucket_cors(Bucket=bucket)
        same(missing(lambda: client.get_bucket_cors(Bucket=bucket)), "NoSuchCORSConfiguration")

    @check("lists who may embed, and lets everybody again")
    def _():
        configuration = {
            "Status": "Enabled",
            "RefererType": "White-List",
            "DomainList": {"Domain": ["*.example.com"]},
            "EmptyReferConfiguration": "Deny",
        }
        client.put_bucket_referer(Bucket=bucket, RefererConfiguration=configuration)
        same(client.get_bucket_referer(Bucket=bucket), configuration)
        embed = lambda page: visit(host, "/index.html", headers={"Referer": page})[0]
        same([embed("http://www.example.com/a"), embed("http://elsewhere.org/")], [200, 403])
        client.delete_bucket_referer(Bucket=bucket)
        same(embed("http://elsewhere.org/"), 200)

    @check("makes a website, visits it, and closes it")
    def _():
        site = f"{bucket}.cos-website.{kit.region}.myqcloud.com"
        rules = [{"Condition": {"KeyPrefixEquals": "old"}, "Redirect": {"ReplaceKeyWith": "about.html"}}]
        configuration = {"IndexDocument": {"Suffix": "index.html"}, "RoutingRules": rules}
        client.put_bucket_website(Bucket=bucket, WebsiteConfiguration=configuration)
        same(client.get_bucket_website(Bucket=bucket), configuration)
        same(visit(site, "/")[:2], [200, "page index.html"])
        client.delete_bucket_website(Bucket=bucket)
        same(visit(site, "/")[0], 404)
        same(missing(lambda: client.get_bucket_website(Bucket=bucket)), "NoSuchWebsiteConfiguration")

    @check("gives the bucket a domain, which leads to it until it is taken away")
    def _():
        rule = {"Status": "ENABLED", "Name": "python.example.com", "Type": "REST"}
        client.put_bucket_domain(Bucket=bucket, DomainConfiguration={"DomainRule": [rule]})
        same(client.get_bucket_domain(Bucket=bucket)["DomainRule"], [rule])
        same(visit("python.example.com", "/about.html")[:2], [200, "page about.html"])
        client.delete_bucket_domain(Bucket=bucket)
        same(missing(lambda: client.get_bucket_domain(Bucket=bucket)), "DomainConfigNotFoundError")

    @check("keeps a certificate of a domain, and forgets it")
    def _():
        configuration = {
            "CertificateInfo": {"CertType": "CustomCert", "CustomCert": {"CertId": "managed1"}},
            "DomainList": [{"DomainName": "python.example.com"}],
        }
        client.put_bucket_domain_certificate(Bucket=bucket, DomainCertificateConfiguration=configuration)
        read = lambda: client.get_bucket_domain_certificate(Bucket=bucket, DomainName="python.example.com")
        same(read(), {"Status": "Enabled", "CertificateInfo": {"CertId": "managed1"}})
        client.delete_bucket_domain_certificate(Bucket=bucket, DomainName="python.example.com")
        same(read(), {"Status": "Disabled"})

    @check("fetches what is missing from an origin, while there is one")
    def _():
        origin = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Origin)
        threading.Thread(target=origin.serve_forever, daemon=True).start()
        try:
            rule = {
                "RulePriority": "1",
                "OriginType": "Mirror",
                "OriginCondition": {"HTTPStatusCode": "404", "Prefix": "far/"},
                "OriginParameter": {"Protocol": "HTTP"},
                "OriginInfo": {"HostInfo": {"HostName": f"127.0.0.1:{origin.server_port}"}},
            }
            client.put_bucket_origin(Bucket=bucket, OriginConfiguration={"OriginRule": [rule]})
            same(client.get_bucket_origin(Bucket=bucket)["OriginRule"], [rule])
            same(visit(host, "/far/a")[:2], [200, "origin /far/a"])
            client.delete_bucket_origin(Bucket=bucket)
            same(visit(host, "/far/b")[0], 404)
        finally:
            origin.shutdown()
            origin.server_close()

    @check("keeps both kinds of intelligent tiering")
    def _():
        transition = {"Days": "30", "RequestFrequent": "1"}
        client.put_bucket_intelligenttiering(
            Bucket=bucket, IntelligentTieringConfiguration={"Status": "Enabled", "Transition": transition}
        )
        same(client.get_bucket_intelligenttiering(Bucket=bucket), {"Status": "Enabled", "Transition": transition})
        rule = {"Id": "a", "Status": "Enabled", "Tiering": {"AccessTier": "ARCHIVE_ACCESS", "Days": "90"}}
        client.put_bucket_intelligenttiering_v2(Bucket=bucket, IntelligentTieringConfiguration=rule, Id="a")
        same(client.get_bucket_intelligenttiering_v2(Bucket=bucket, Id="a"), rule)
        listed = client.list_bucket_intelligenttiering_configurations(Bucket=bucket)
        same(listed["IntelligentTieringConfiguration"], rule)

    @check("tags a bucket")
    def _():
        tags = {"TagSet": {"Tag": [{"Key": "team", "Value": "ä b"}]}}
        client.put_bucket_tagging(Bucket=bucket, Tagging=tags)
        same(client.get_bucket_tagging(Bucket=bucket), tags)
        client.delete_bucket_tagging(Bucket=bucket)
        same(missing(lambda: client.get_bucket_tagging(Bucket=bucket)), "NoSuchTagSet")

    @check("gathers what is configured")
    def _():
        told = client.get_bucket_meta(Bucket=bucket)
        same([told["Location"], told["Website"], told["IntelligentTiering"]["IntelligentTieringConfiguration"]["Id"]], [kit.region, None, "a"])
