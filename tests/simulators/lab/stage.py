"""All simulators at one address, with the accounts of the environment, aimed at the running system."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

import yaml
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from tests.simulators.base.control import control
from tests.simulators.base.serving import Served
from tests.simulators.facebook import FacebookCredentials, FacebookSimulator
from tests.simulators.lab import channels
from tests.simulators.lab.memory import Memory
from tests.simulators.lab.people import CITIZENS
from tests.simulators.lab.places import Places, from_env
from tests.simulators.onestop import OneStopCredentials, OneStopSimulator
from tests.simulators.pbx import PbxCredentials, PbxSimulator
from tests.simulators.sms import SmsCredentials, SmsSimulator
from tests.simulators.smsc import SmscCredentials, SmscSimulator
from tests.simulators.zalo import ZaloCredentials, ZaloSimulator

#: What a parameter of a ZNS template may hold when the file does not say.
MOST_PARAMETER = 90


class Stage:
    """`with Stage(os.environ) as stage:` serves everything; `stage.url` is the page."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.places: Places = from_env(env)
        self.memory = Memory()
        places = self.places
        self.zalo = ZaloSimulator(f"{places.intake_zalo}/webhooks/zalo", ZaloCredentials.from_env(env))
        self.facebook = FacebookSimulator(
            f"{places.intake_facebook}/webhooks/facebook", FacebookCredentials.from_env(env)
        )
        self.sms = SmsSimulator(f"{places.intake_sms}/webhooks/sms", SmsCredentials.from_env(env))
        self.pbx = PbxSimulator(f"{places.intake_hotline}/webhooks/calls", PbxCredentials.from_env(env))
        self.onestop = OneStopSimulator(OneStopCredentials.from_env(env))
        self._by_http = (self.zalo, self.facebook, self.sms, self.pbx, self.onestop)
        self.smsc = SmscSimulator(SmscCredentials.from_env(env))
        self.phone = channels.PhoneChannel(self.pbx, places, self.memory)
        self.channels: dict[str, channels.Channel] = {
            each.name: each
            for each in (
                channels.ZaloChannel(self.zalo, self.memory),
                channels.FacebookChannel(self.facebook, self.memory),
                channels.SmsChannel(self.sms, self.smsc, self.zalo, self.memory),
                self.phone,
                channels.MailChannel(places, self.memory),
                channels.WebChannel(places, self.memory),
                channels.MobileChannel(places, self.memory),
            )
        }
        self._introduce()
        self._register_templates(env.get("ZNS_TEMPLATES", ""))

    def start(self, app: Flask) -> Self:
        """Serve `app` and the simulators on LAB_PORT, the SMSC on SMPP_PORT."""
        mounts = {f"/{each.name}": each.wsgi for each in self._by_http}
        smsc = Flask("simulator-smsc")
        smsc.register_blueprint(control(self.smsc.faults, self.smsc.clock, None))
        self._served = Served(
            DispatcherMiddleware(app, {**mounts, "/smsc": smsc}), self.places.lab_port, self.places.lab_host
        )
        self.url = self.places.lab
        for each in self._by_http:
            each.url = f"{self.url}/{each.name}"
        self.smsc.start(self.places.smpp_port, self.places.lab_host)
        return self

    def stop(self) -> None:
        """Stop serving."""
        self._served.close()
        self.smsc.stop()
        for each in self._by_http:
            each.stop()

    def _introduce(self) -> None:
        """Let the citizens of the page have written before: providers do not forget people when they restart."""
        for each in CITIZENS:
            self.zalo.directory.meet(each.zalo, self.zalo.clock.now(), each.name)
            self.facebook.directory.meet(each.facebook, self.facebook.clock.now(), each.name)

    def _register_templates(self, file: str) -> None:
        """Let ZNS know the templates that notify is set up with."""
        if not file:
            return
        read = yaml.safe_load(Path(file).read_text("utf-8"))
        for each in read["templates"].values():
            given = each.get("parameters") or {}
            params = {name: _longest(parameter) for name, parameter in given.items()}
            self.zalo.register_template(str(each["template_id"]), params)


def _longest(parameter: object) -> int:
    return int(parameter.get("longest", MOST_PARAMETER)) if isinstance(parameter, dict) else MOST_PARAMETER
