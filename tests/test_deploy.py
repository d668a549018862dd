"""What is under deploy/: manifests that Kubernetes' own schemas accept, units that systemd would read, and commands there are."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from typer.testing import CliRunner

import tizim
from tests.conftest import ROOT
from tizim.interfaces.cli.main import command_line
from tizim.interfaces.http.app import Served, make_app
from tizim.interfaces.http.watching.metrics import Done, Metrics
from tizim.settings import NAMES

DEPLOY = ROOT / "deploy"
MANIFESTS = sorted(file for file in (DEPLOY / "kubernetes").glob("*.yaml") if file.name != "kustomization.yaml")
UNITS = sorted((DEPLOY / "systemd").glob("*.*"))
_SECTIONS = {".service": {"Unit", "Service"}, ".timer": {"Unit", "Timer", "Install"}}


def documents(file: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(file.read_text(encoding="utf-8")))


def require_command(words: list[str]) -> None:
    """Fails unless tizim has this command with these options: help is told only for what could be read."""
    result = CliRunner().invoke(command_line(), [*words, "--help"])
    assert result.exit_code == 0, result.output
    assert re.search(rf"Usage: .* {words[0]}", result.output), result.output


@pytest.mark.parametrize("file", MANIFESTS, ids=lambda file: file.name)
def test_a_manifest_is_what_kubernetes_expects(file: Path) -> None:
    for one in documents(file):
        for version in ("1.30", kubernetes_validate.latest_version()):
            kubernetes_validate.validate(one, version, strict=True)


def test_every_manifest_is_applied_and_only_those() -> None:
    (told,) = documents(DEPLOY / "kubernetes" / "kustomization.yaml")
    assert sorted(told["resources"]) == [file.name for file in MANIFESTS]


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in MANIFESTS:
        for one in documents(file):
            if one["kind"] == "CronJob":
                yield one["metadata"]["name"], one["spec"]["jobTemplate"]["spec"]["template"]["spec"]
            if one["kind"] == "Deployment":
                yield one["metadata"]["name"], one["spec"]["template"]["spec"]


@pytest.mark.parametrize(("name", "pod"), list(pods()), ids=[name for name, _ in pods()])
def test_a_pod_runs_a_command_there_is_without_rights_it_does_not_need(name: str, pod: dict[str, Any]) -> None:
    (container,) = pod["containers"]
    require_command(container["args"])
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert pod["enableServiceLinks"] is False, "the variables of a service called tizim would stop the start"
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    mounted = {one["name"] for one in container["volumeMounts"]}
    assert mounted == {one["name"] for one in pod["volumes"]}
    claims = {one["metadata"]["name"] for one in documents(DEPLOY / "kubernetes" / "home.yaml")}
    assert {
        one["persistentVolumeClaim"]["claimName"] for one in pod["volumes"] if "persistentVolumeClaim" in one
    } <= claims


def test_a_server_is_found_by_its_service_and_asked_at_paths_there_are(tmp_path: Path) -> None:
    deployment, service, budget = documents(DEPLOY / "kubernetes" / "serve.yaml")
    template = deployment["spec"]["template"]
    labels = template["metadata"]["labels"]
    (container,) = template["spec"]["containers"]
    (port,) = container["ports"]
    assert deployment["spec"]["selector"]["matchLabels"] == service["spec"]["selector"] == labels
    assert budget["spec"]["selector"]["matchLabels"] == labels
    assert service["spec"]["ports"][0]["targetPort"] == port["name"]
    assert str(port["containerPort"]) == container["args"][container["args"].index("--port") + 1]
    policies = {one["metadata"]["name"]: one["spec"] for one in documents(DEPLOY / "kubernetes" / "network.yaml")}
    assert policies["tizim-server"]["podSelector"]["matchLabels"] == labels
    assert policies["tizim-server"]["ingress"][0]["ports"][0]["port"] == port["containerPort"]
    probes = [container[f"{probe}Probe"]["httpGet"] for probe in ("startup", "liveness", "readiness")]
    assert {one["port"] for one in probes} == {port["name"]}
    scraped = template["metadata"]["annotations"]
    assert scraped["prometheus.io/port"] == str(port["containerPort"])
    known = set(make_app(Served(tmp_path)).openapi()["paths"])
    assert {*(one["path"] for one in probes), scraped["prometheus.io/path"]} <= known


def test_every_alert_is_about_numbers_there_are(tmp_path: Path) -> None:
    (told,) = documents(DEPLOY / "prometheus" / "alerts.yaml")
    rules = [rule for group in told["groups"] for rule in group["rules"]]
    with tizim.open(tmp_path) as tz:
        tz.lists.add("un_sc_starter")
        metrics = Metrics()
        metrics.done(Done("/match/{dataset}", "POST", 200, 0.01))
        page = metrics.page(tz.status(), ["un_sc_starter"]).decode()
    there = {line.split(" ")[0].partition("{")[0] for line in page.splitlines() if not line.startswith("#")}
    named = {name for rule in rules for name in re.findall(r"\btizim_\w+", rule["expr"])}
    assert named
    assert named <= there
    assert all(rule["annotations"]["summary"] for rule in rules)


def test_every_setting_of_the_manifests_and_units_is_one_tizim_knows() -> None:
    settings = documents(DEPLOY / "kubernetes" / "settings.yaml")[0]["data"]
    secret = documents(DEPLOY / "kubernetes" / "database.yaml")[0]["stringData"]
    environment = re.findall(r"^#?(TIZIM_\w+)=", (DEPLOY / "systemd" / "tizim.env").read_text(), re.MULTILINE)
    container = re.findall(r"TIZIM_\w+", (DEPLOY / "Containerfile").read_text())
    assert set(settings) | set(secret) | set(environment) | set(container) <= set(NAMES)


@pytest.mark.parametrize("file", [file for file in UNITS if file.suffix != ".env"], ids=lambda file: file.name)
def test_a_unit_has_the_sections_of_its_kind_and_runs_a_command_there_is(file: Path) -> None:
    unit = ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # type: ignore[assignment, method-assign]  # names of options as they are written
    unit.read_string(file.read_text(encoding="utf-8"))
    serves = file.suffix == ".service" and unit["Service"]["Type"] == "exec"
    assert set(unit.sections()) == _SECTIONS[file.suffix] | ({"Install"} if serves else set())
    if file.suffix == ".service":
        program, *words = unit["Service"]["ExecStart"].split()
        assert program == "/opt/tizim/bin/tizim"
        require_command(words)
        assert serves or file.with_suffix(".timer") in UNITS, "what ends is started by a timer"
    else:
        assert unit["Timer"]["Persistent"] == "true"


def test_what_the_container_is_built_from_is_all_that_building_needs() -> None:
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert [name for name in kept if not (ROOT / name).exists()] == []
    told = (DEPLOY / "Containerfile").read_text()
    assert "USER 10001" in told
    assert 'ENTRYPOINT ["tizim"]' in told


def test_a_command_that_is_none_would_be_noticed() -> None:
    for words in (["lists", "renew"], ["status", "--max-ours", "48"], ["bakup", "x"]):
        with pytest.raises(AssertionError):
            require_command(words)


def test_the_page_on_deploying_names_every_unit_and_what_is_enabled() -> None:
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    assert [file.name for file in UNITS if file.suffix == ".timer" and file.name not in page] == []
    assert "tizim-serve.service" in page
