"""Fans of one model series: what differs from one machine to the next, and how one runs during a clip."""

from dataclasses import dataclass

import numpy as np

RATE = 16_000
"""Samples per second of all sounds."""

CLIP_SECONDS = 10
"""Length of a clip; the front end uses its seconds 1.6 to 8."""

SAMPLES = RATE * CLIP_SECONDS

# The series: a four-pole motor at 50 Hz drives a fan by a belt.
ROTATION_IN_HZ = 24.5
BELT_RATIO = 0.62
BLADES = 7
ROTOR_SLOTS = 28
BODY = ((160, 5, 0.0), (430, 8, 2.0), (1150, 10, -2.0), (2700, 12, -6.0), (4600, 9, -9.0))
"""Resonances of the housing: Hz, quality, dB."""


@dataclass(frozen=True)
class Tone:
    """One sinusoid locked to a shaft."""

    order: float
    """Periods per revolution."""
    amplitude: float
    phase: float
    """Radians."""


@dataclass(frozen=True)
class Machine:
    """One fan of the series; its seed decides everything."""

    rotation: float
    """Revolutions of the unloaded motor per second."""
    motor: tuple[Tone, ...]
    fan: tuple[Tone, ...]
    resonances: tuple[tuple[float, float, float], ...]
    """Hz, quality, linear gain."""
    hum: float
    """Amplitude of the hum of the motor, at twice the frequency of the mains."""
    flow: float
    """RMS of the noise of the air."""

    @staticmethod
    def of(seed: int) -> "Machine":
        random = np.random.default_rng([1, seed])
        return Machine(
            rotation=ROTATION_IN_HZ * (1 + random.uniform(-0.012, 0.012)),
            motor=_tones(random, [(1, -6), (2, -10), (3, -16), (4, -20)] + [(ROTOR_SLOTS + side, -18 - 5 * abs(side)) for side in (-2, -1, 0, 1, 2)]),
            fan=_tones(random, [(1, -9), (2, -14)] + [(BLADES * harmonic, -4 - 4 * harmonic) for harmonic in range(1, 7)]),
            resonances=tuple((hertz * (1 + random.normal(0, 0.015)), quality, _linear(gain + random.normal(0, 1))) for hertz, quality, gain in BODY),
            hum=_linear(-9 + random.normal(0, 1.5)),
            flow=_linear(-8 + random.normal(0, 1)),
        )


@dataclass(frozen=True)
class Run:
    """How a machine runs during one clip: one value per sample everywhere."""

    load: np.ndarray
    """0 (idle) to 1 (full)."""
    motor_speed: np.ndarray
    """Revolutions per second."""
    fan_speed: np.ndarray
    """Revolutions per second."""
    hum_gain: np.ndarray
    """Factor of the machine's hum."""
    knocks: np.ndarray
    """Force on the housing by whatever strikes it; that of a healthy machine has an RMS of about 1."""
    squeal: np.ndarray
    """Sound that reaches the microphone without the housing, in the same unit."""

    @staticmethod
    def of(machine: Machine, random: np.random.Generator) -> "Run":
        """A healthy run: the load wanders, and sometimes steps."""
        load = np.clip(random.uniform(0.2, 0.8) + 0.12 * wander(random, 0.5), 0, 1)
        if random.random() < 0.4:
            step = random.integers(SAMPLES // 5, SAMPLES * 4 // 5)
            load = smooth(np.where(np.arange(SAMPLES) < step, load, np.clip(load + random.uniform(-0.4, 0.4), 0, 1)), 0.3)
        motor_speed = machine.rotation * (1 - 0.02 * load + 0.0006 * wander(random, 3))
        fan_speed = BELT_RATIO * motor_speed * (1 - 0.006 * load + 0.0008 * wander(random, 2))
        silence = np.zeros(SAMPLES)
        return Run(load, motor_speed, fan_speed, 1 + 0.3 * load, silence, silence)


def turns(speed: np.ndarray) -> np.ndarray:
    """Revolutions since the clip began."""
    return np.cumsum(speed) / RATE


def wander(random: np.random.Generator, hertz: float) -> np.ndarray:
    """A random curve of variance 1 over the clip, with nothing faster than ``hertz``."""
    spectrum = np.zeros(SAMPLES // 2 + 1, complex)
    used = slice(1, max(2, int(hertz * CLIP_SECONDS) + 1))
    spectrum[used] = random.normal(size=(used.stop - 1, 2)) @ [1, 1j]
    curve = np.fft.irfft(spectrum, SAMPLES)
    return curve / curve.std()


def smooth(curve: np.ndarray, seconds: float) -> np.ndarray:
    """The curve's moving average."""
    length = int(seconds * RATE) | 1
    sums = np.cumsum(np.pad(curve, (length // 2 + 1, length // 2), mode="edge"))
    return (sums[length:] - sums[:-length]) / length


def _tones(random: np.random.Generator, table: list[tuple[float, float]]) -> tuple[Tone, ...]:
    return tuple(Tone(order, _linear(level + random.normal(0, 2)), random.uniform(0, 2 * np.pi)) for order, level in table)


def _linear(decibels: float) -> float:
    return 10 ** (decibels / 20)
