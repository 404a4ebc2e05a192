"""What can go wrong with a fan: each anomaly turns a healthy run into a sick one."""

from dataclasses import replace

import numpy as np

from machines import RATE, SAMPLES, Machine, Run, smooth, turns, wander

BEARING_ORDER = 3.58
"""Balls of the motor's bearing that pass a point of its outer ring per revolution."""

# How bad it is, drawn for each clip between these bounds.
BEARING_STRENGTH = (0.8, 2.2)
SQUEAL_LEVEL = (0.04, 0.16)
SAG_SLOWDOWN = (0.04, 0.12)
RATTLE_LEVEL = (0.8, 2.2)


def bearing_impacts(machine: Machine, run: Run, random: np.random.Generator) -> Run:
    """A pit in the outer ring: each ball that passes strikes the housing, harder where the shaft presses."""
    motor = turns(run.motor_speed)
    times = _crossings(BEARING_ORDER * motor + 0.02 * wander(random, 40))
    strength = (1 + 0.5 * np.cos(2 * np.pi * motor[times])) * random.lognormal(0, 0.2, len(times))
    return replace(run, knocks=run.knocks + random.uniform(*BEARING_STRENGTH) * _struck(times, strength))


def belt_slip(machine: Machine, run: Run, random: np.random.Generator) -> Run:
    """The belt slips in spells: the fan falls behind, and the belt squeals."""
    slip = _spells(random, share=0.6, seconds=0.8)
    fan_speed = run.fan_speed * (1 - random.uniform(0.03, 0.06) * slip)
    pitch = random.uniform(900, 1600) * (1 + 0.04 * wander(random, 6))
    phase = 2 * np.pi * turns(pitch)
    tone = sum(np.sin(harmonic * phase) / harmonic for harmonic in (1, 2, 3)) * (1 + 0.4 * wander(random, 30))
    return replace(run, fan_speed=fan_speed, squeal=run.squeal + random.uniform(*SQUEAL_LEVEL) * slip * tone)


def voltage_drop(machine: Machine, run: Run, random: np.random.Generator) -> Run:
    """The supply sags: the motor slows down and draws more current, so that it hums louder."""
    sag = smooth(_spells(random, share=0.75, seconds=2.5), 0.4)
    slowed = 1 - random.uniform(*SAG_SLOWDOWN) * sag
    return replace(run, motor_speed=run.motor_speed * slowed, fan_speed=run.fan_speed * slowed, hum_gain=run.hum_gain * (1 + random.uniform(0.3, 1.5) * sag))


def loose_part(machine: Machine, run: Run, random: np.random.Generator) -> Run:
    """A loose cover: in spells it is thrown up once a revolution of the fan, and bounces."""
    first = _crossings(turns(run.fan_speed) + 0.05 * wander(random, 8))
    times, strength = [], []
    for bounce, delay in enumerate((0, 0.011, 0.018, 0.022)):
        jittered = first + (RATE * delay * random.uniform(0.7, 1.3, len(first))).astype(int)
        times.append(np.minimum(jittered, SAMPLES - 1))
        strength.append(0.6**bounce * random.lognormal(0, 0.4, len(first)))
    struck = _ringing(_struck(np.concatenate(times), np.concatenate(strength)), random.uniform(600, 1100), 0.006)
    return replace(run, squeal=run.squeal + random.uniform(*RATTLE_LEVEL) * _spells(random, share=0.7, seconds=1.5) * struck)


ANOMALIES = (bearing_impacts, belt_slip, voltage_drop, loose_part)


def _crossings(curve: np.ndarray) -> np.ndarray:
    """Samples at which a rising curve passes a whole number."""
    return np.flatnonzero(np.diff(np.floor(curve)) > 0)


def _struck(times: np.ndarray, strength: np.ndarray) -> np.ndarray:
    """A force of single samples."""
    force = np.zeros(SAMPLES)
    np.add.at(force, times, strength)
    return force


def _ringing(force: np.ndarray, hertz: float, seconds: float) -> np.ndarray:
    """The force on a part that rings at a frequency and dies away within some ``seconds``."""
    time = np.arange(SAMPLES) / RATE
    answer = np.exp(-time / seconds) * np.sin(2 * np.pi * hertz * time)
    return np.fft.irfft(np.fft.rfft(force, 2 * SAMPLES) * np.fft.rfft(answer, 2 * SAMPLES))[:SAMPLES]


def _spells(random: np.random.Generator, share: float, seconds: float) -> np.ndarray:
    """1 during random spells that fill about a ``share`` of the clip, 0 between them, with short slopes."""
    curve = wander(random, 0.5 / seconds)
    return smooth((curve > np.quantile(curve, 1 - share)).astype(float), 0.05)
