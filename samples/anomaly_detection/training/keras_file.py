"""Writes a network as a Keras 2 model file (.h5)."""

import json
from pathlib import Path

import h5py
import numpy as np
import torch

KERAS_VERSION = "2.4.0"
"""The layout that is written; every 2.x reads it."""


def write(path: Path, network: torch.nn.Sequential, name: str) -> None:
    """Writes the weights of a sequence of Linear, BatchNorm1d and ReLU, float32, without the optimizer's state."""
    layers = _layers(network)
    with h5py.File(path, "w", libver="earliest") as file:
        file.attrs["keras_version"] = KERAS_VERSION.encode()
        file.attrs["backend"] = b"tensorflow"
        file.attrs["model_config"] = json.dumps(_model_config(name, layers)).encode()
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = np.array([layer["config"]["name"].encode() for layer, _ in layers])
        weights.attrs["backend"] = b"tensorflow"
        weights.attrs["keras_version"] = KERAS_VERSION.encode()
        for layer, arrays in layers:
            layer_name = layer["config"]["name"]
            group = weights.create_group(layer_name)
            group.attrs["weight_names"] = np.array([f"{layer_name}/{array}:0".encode() for array in arrays], dtype="S" if arrays else "f8")
            for array, values in arrays.items():
                group.create_dataset(f"{layer_name}/{array}:0", data=values.detach().numpy().astype("<f4"))


def _layers(network: torch.nn.Sequential) -> list[tuple[dict, dict[str, torch.Tensor]]]:
    """Each layer as Keras names and configures it, with its weights; dense kernels are [in, out]."""
    found = [_layer("InputLayer", "input_1", batch_input_shape=[None, network[0].in_features], sparse=False, ragged=False)]
    arrays: list[dict[str, torch.Tensor]] = [{}]
    count = {}
    for module in network:
        index = count[type(module)] = count.get(type(module), -1) + 1
        suffix = f"_{index}" if index else ""
        match module:
            case torch.nn.Linear():
                found.append(_layer("Dense", f"dense{suffix}", units=module.out_features, activation="linear", use_bias=True))
                arrays.append({"kernel": module.weight.T, "bias": module.bias})
            case torch.nn.BatchNorm1d():
                options = {"axis": [1], "momentum": 1 - module.momentum, "epsilon": module.eps, "center": True, "scale": True}
                found.append(_layer("BatchNormalization", f"batch_normalization{suffix}", **options))
                arrays.append(
                    {"gamma": module.weight, "beta": module.bias, "moving_mean": module.running_mean, "moving_variance": module.running_var})
            case torch.nn.ReLU():
                found.append(_layer("Activation", f"activation{suffix}", activation="relu"))
                arrays.append({})
            case _:
                raise ValueError(f"no Keras layer is known for {module}")
    return list(zip(found, arrays))


def _layer(kind: str, name: str, **options) -> dict:
    return {"class_name": kind, "config": {"name": name, "trainable": True, "dtype": "float32", **options}, "name": name, "inbound_nodes": []}


def _model_config(name: str, layers: list[tuple[dict, dict]]) -> dict:
    """The functional model in which each layer reads the one before it."""
    chain = [layer for layer, _ in layers]
    for before, layer in zip(chain, chain[1:]):
        layer["inbound_nodes"] = [[[before["name"], 0, 0, {}]]]
    del chain[0]["config"]["trainable"]
    config = {"name": name, "layers": chain, "input_layers": [[chain[0]["name"], 0, 0]], "output_layers": [[chain[-1]["name"], 0, 0]]}
    return {"class_name": "Functional", "config": config}
