#!/usr/bin/env python3
"""Records what the vendor's Python SDK sends for ten calls, so that tests can compare it with what we send.

    pip install huaweicloudsdkcore huaweicloudsdkapig huaweicloudsdkrocketmq
    python3 crates/core/tests/vendor/record.py            writes facts.json beside this file
    python3 crates/core/tests/vendor/record.py --check    compares with it; dates and signatures may differ

Everything stays on this machine: a server on the loopback interface takes the calls and answers nothing of interest.
What is written are facts: method, path, query, body, the headers that are signed, the signature.
"""

import http.server
import json
import os
import sys
import threading

from huaweicloudsdkapig.v2 import ApigClient
from huaweicloudsdkapig.v2 import model as apig
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkrocketmq.v2 import RocketMQClient
from huaweicloudsdkrocketmq.v2 import model as rocketmq

FACTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "facts.json")
ACCESS, SECRET, TOKEN = "AccessKey", "SecretKey", "security/token+of=the~key"
PROJECT = "0123456789abcdef0123456789abcdef"
REGION = "test-region-1"
# Differs from call to call, whoever makes it.
FLEETING = ["host", "x-sdk-date"]


class Recorder(http.server.BaseHTTPRequestHandler):
    """Keeps the request as it came."""

    protocol_version = "HTTP/1.1"
    last = None

    def take(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode("utf-8")
        path, _, query = self.path.partition("?")
        authorization = self.headers["Authorization"]
        names = authorization.split("SignedHeaders=")[1].split(",")[0].split(";")
        Recorder.last = {
            "method": self.command,
            "path": path,
            "query": query,
            "body": body,
            "signed": {name: self.headers[name] for name in names},
            "authorization": authorization,
        }
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_GET = do_POST = do_PUT = do_DELETE = take

    def log_message(self, *_):
        pass


def client(kind, endpoint, credentials):
    config = HttpConfig.get_default_config()
    # The rest of it names the machine.
    config.user_agent = "recorded"
    return kind.new_builder().with_http_config(config).with_credentials(credentials).with_endpoints([endpoint]).build()


def plain_key():
    return BasicCredentials(ACCESS, SECRET, PROJECT)


def temporary_key():
    return plain_key().with_security_token(TOKEN)


def derived_key():
    credentials = plain_key()
    credentials.with_derived_predicate(lambda _: True)
    credentials._process_derived_auth_params("apig", REGION)
    return credentials


def calls(endpoint):
    """Ten calls, by name: plain and odd texts in path, query and body; three kinds of proof."""
    gateways = client(ApigClient, endpoint, plain_key())
    brokers = client(RocketMQClient, endpoint, temporary_key())
    derived = client(ApigClient, endpoint, derived_key())
    gateway = apig.InstanceCreateReq(
        description="größer & <kleiner> \"quoted\" \\ 😀",
        instance_name="demo_1",
        spec_id="BASIC",
        vpc_id="vpc-1",
        subnet_id="subnet-1",
        security_group_id="group-1",
        available_zone_ids=["eu-de-01", "eu-de-02"],
        ipv6_enable=False,
        bandwidth_size=5,
    )
    names = rocketmq.BatchDeleteInstanceReq(action="delete", instances=["i-1", "i-2"])
    app = {"instance_id": "gateway-1", "app_id": "a b+c~é"}
    return [
        ("list_gateways", lambda: gateways.list_instances_v2(apig.ListInstancesV2Request())),
        (
            "list_some_gateways",
            lambda: gateways.list_instances_v2(
                apig.ListInstancesV2Request(offset=0, limit=5, instance_name="ä b/+&=~*", status="Running")
            ),
        ),
        ("create_gateway", lambda: gateways.create_instance_v2(apig.CreateInstanceV2Request(body=gateway))),
        ("show_app", lambda: gateways.show_details_of_app_v2(apig.ShowDetailsOfAppV2Request(**app))),
        ("delete_app", lambda: gateways.delete_app_v2(apig.DeleteAppV2Request(**app))),
        (
            "update_environment",
            lambda: gateways.update_environment_v2(
                apig.UpdateEnvironmentV2Request(
                    instance_id="gateway-1", env_id="env-1", body=apig.EnvCreate(name="RELEASE", remark="")
                )
            ),
        ),
        (
            "list_apis_derived",
            lambda: derived.list_apis_v2(
                apig.ListApisV2Request(instance_id="gateway-1", type=1, name="", tags="b,a", precise_search="name")
            ),
        ),
        (
            "create_environment_derived",
            lambda: derived.create_environment_v2(
                apig.CreateEnvironmentV2Request(instance_id="gateway-1", body=apig.EnvCreate(name="TEST"))
            ),
        ),
        (
            "delete_brokers_temporary",
            lambda: brokers.batch_delete_instances(rocketmq.BatchDeleteInstancesRequest(body=names)),
        ),
        (
            "show_user_temporary",
            lambda: brokers.show_user(rocketmq.ShowUserRequest(instance_id="i-1", user_name="me@home/(1)!")),
        ),
    ]


def record():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    facts = []
    for name, call in calls("http://127.0.0.1:%d" % server.server_port):
        call()
        facts.append({"name": name, **Recorder.last})
    server.shutdown()
    return {"access": ACCESS, "secret": SECRET, "security_token": TOKEN, "project": PROJECT, "region": REGION, "calls": facts}


def lasting(facts):
    """What must be the same whenever it is recorded."""
    for call in facts["calls"]:
        del call["authorization"]
        for name in FLEETING:
            call["signed"].pop(name, None)
    return facts


def main():
    facts = record()
    if "--check" in sys.argv[1:]:
        with open(FACTS, encoding="utf-8") as file:
            kept = lasting(json.load(file))
        if kept != lasting(facts):
            sys.exit("the SDK sends something else than facts.json says: record it again, and look at the difference")
        return
    with open(FACTS, "w", encoding="utf-8") as file:
        json.dump(facts, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
