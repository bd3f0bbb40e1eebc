#!/usr/bin/env python3
"""The vendor's Python SDK against hwc-mock, unchanged but for its endpoint.

    pip install huaweicloudsdkcore huaweicloudsdkapig huaweicloudsdkrocketmq
    python3 crates/mock/tests/vendor/sdk.py

Starts the mock with the models of this repository, checks signatures, and calls it as a program would.
"""

import os
import subprocess
import sys

from huaweicloudsdkapig.v2 import ApigClient
from huaweicloudsdkapig.v2 import model as apig
from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkrocketmq.v2 import RocketMQClient
from huaweicloudsdkrocketmq.v2 import model as rocketmq

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "..")
MODELS = ["spec/apig/model.json", "spec/rocketmq/model.json"]
PROJECT = "0123456789abcdef0123456789abcdef"


def start():
    options = ["--stateful", "--keys", "my-key:my-secret", "--quiet"]
    command = ["cargo", "run", "--quiet", "-p", "hwc-mock", "--", *options, *MODELS]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        address = next((word for word in line.split() if word.startswith("http://")), None)
        if address:
            return server, address
    sys.exit("the mock did not start")


def client(kind, endpoint, secret="my-secret"):
    credentials = BasicCredentials("my-key", secret, PROJECT)
    return kind.new_builder().with_credentials(credentials).with_endpoints([endpoint]).build()


def gateway(name):
    body = apig.InstanceCreateReq(
        instance_name=name,
        spec_id="BASIC",
        vpc_id="vpc-1",
        subnet_id="subnet-1",
        security_group_id="group-1",
        available_zone_ids=["eu-de-01"],
    )
    return apig.CreateInstanceV2Request(body=body)


def refused(call):
    try:
        call()
    except ClientRequestException as error:
        return error
    sys.exit("the mock did not refuse what it must refuse")


def gateways_are_created_and_listed(endpoint):
    gateways = client(ApigClient, endpoint)
    created = gateways.create_instance_v2(gateway("one")).instance_id
    other = gateways.create_instance_v2(gateway("two")).instance_id
    listed = gateways.list_instances_v2(apig.ListInstancesV2Request(offset=0, limit=10)).instances
    assert [(one.id, one.instance_name) for one in listed] == [(created, "one"), (other, "two")], listed
    page = gateways.list_instances_v2(apig.ListInstancesV2Request(offset=1, limit=1))
    assert [one.id for one in page.instances] == [other] and page.total == 2, page


def brokers_are_created(endpoint):
    texts = ["name", "engine", "engine_version", "vpc_id", "subnet_id", "security_group_id", "product_id"]
    body = rocketmq.CreatePostPaidInstanceReq(
        **{name: name for name in texts},
        storage_space=300,
        available_zones=["eu-de-01"],
        storage_spec_code="dms.physical.storage.high.v2",
        broker_num=1,
    )
    brokers = client(RocketMQClient, endpoint)
    created = brokers.create_post_paid_instance(rocketmq.CreatePostPaidInstanceRequest(body=body))
    assert created.instance_id, created


def faults_are_told_as_the_sdk_understands_them(endpoint):
    error = refused(lambda: client(ApigClient, endpoint, "wrong").create_instance_v2(gateway("one")))
    assert error.status_code == 401 and "signature" in error.error_msg, error
    error = refused(lambda: client(ApigClient, endpoint).create_instance_v2(gateway("")))
    assert error.status_code == 400 and "body.instance_name" in error.error_msg, error
    assert error.error_code and error.request_id, error


def main():
    server, endpoint = start()
    try:
        gateways_are_created_and_listed(endpoint)
        brokers_are_created(endpoint)
        faults_are_told_as_the_sdk_understands_them(endpoint)
    finally:
        server.terminate()
        server.wait()
    print("the vendor's SDK works against the mock")


if __name__ == "__main__":
    main()
