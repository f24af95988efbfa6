"""What a topic works with."""

import json

from qcloud_cos import CosConfig, CosS3Client, CosServiceError


def same(actual, wanted):
    if actual != wanted:
        raise AssertionError(f"wanted {wanted!r:.300}, got {actual!r:.300}")


def refused(work):
    """Gives the status and the code of the error that some work must end with."""
    try:
        work()
    except CosServiceError as error:
        return [error.get_status_code(), error.get_error_code()]
    raise AssertionError("It did not fail.")


def code_of(work):
    """What a call came to: `ok`, or the code of its error. An answer to HEAD has no document, only its status."""
    try:
        work()
        return "ok"
    except CosServiceError as error:
        return "AccessDenied" if error.get_status_code() == 403 and error.get_error_code() in (None, "Unknown") else error.get_error_code()


class Kit:
    def __init__(self, setting, topic):
        self.setting = setting
        self.topic = topic
        self.region, self.ours, self.keys, self.big_key = (setting[name] for name in ("region", "ours", "keys", "bigKey"))
        # An account that owns nothing the topics make.
        self.other = setting["other"]
        # A bucket of the topic's own, which our client made.
        self.bucket = f"python-{topic}-1250000000"
        self.client = self.client_with()

    def config_with(self, **options):
        return CosConfig(
            **{
                "Region": self.region,
                "SecretId": self.setting["secretId"],
                "SecretKey": self.setting["secretKey"],
                "Scheme": "http",
                "Endpoint": f"cos.{self.region}.myqcloud.com:{self.setting['port']}",
                "ServiceDomain": f"service.cos.myqcloud.com:{self.setting['port']}",
                **options,
            }
        )

    def client_with(self, **options):
        return CosS3Client(self.config_with(**options), retry=0)

    def check(self, name):
        """Decorates one check, which runs at once and fails when it raises."""

        def run(work):
            try:
                work()
                problem = None
            except Exception as error:
                problem = f"{type(error).__name__}: {error}"
            print(json.dumps({"name": f"Python SDK, {self.topic}: {name}", "problem": problem}), flush=True)

        return run

    def read(self, bucket, key, **options):
        return self.client.get_object(Bucket=bucket, Key=key, **options)["Body"].get_raw_stream().read()
