"""Writes one small network as Keras 2 (.h5, HDF5 of the oldest and of the newest style) and as Keras 3 (.keras) save it, and what it
computes, by numpy. Needs python3-h5py; the tests need only the files.

    x [4,4,2] -> inner { SeparableConv2D -> BatchNormalization -> ReLU } -> UpSampling2D -> Conv2D -> GlobalMaxPooling2D -> Dense, softmax
"""
import json
import os
import zipfile
import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
R = np.random.default_rng(7)


def draw(*shape):
    return R.normal(size=shape).astype("f4")


DEPTHWISE, POINTWISE, SEP_BIAS = draw(3, 3, 2, 2), draw(1, 1, 4, 3), draw(3)
GAMMA, BETA, MEAN, VARIANCE = draw(3), draw(3), draw(3), np.abs(draw(3)) + 0.5
KERNEL, BIAS = draw(2, 2, 3, 4), draw(4)
DENSE, DENSE_BIAS = draw(4, 5), draw(5)


def windows(x, height, width, stride, same):
    if same:
        h, w = x.shape[0], x.shape[1]
        rows, cols = -(-h // stride), -(-w // stride)
        v, u = max((rows - 1) * stride + height - h, 0), max((cols - 1) * stride + width - w, 0)
        x = np.pad(x, ((v // 2, v - v // 2), (u // 2, u - u // 2), (0, 0)))
    rows, cols = (x.shape[0] - height) // stride + 1, (x.shape[1] - width) // stride + 1
    return np.array([[x[r * stride:r * stride + height, c * stride:c * stride + width] for c in range(cols)] for r in range(rows)])


def network(x):
    x = x.astype("f8")
    x = np.einsum("rcijd,ijdm->rcdm", windows(x, 3, 3, 1, True), DEPTHWISE)
    x = x.reshape(4, 4, 4) @ POINTWISE[0, 0] + SEP_BIAS
    x = np.maximum((x - MEAN) / np.sqrt(VARIANCE + 0.001) * GAMMA + BETA, 0)
    x = x.repeat(2, axis=0).repeat(2, axis=1)
    x = np.einsum("rcijd,ijdo->rco", windows(x, 2, 2, 2, False), KERNEL) + BIAS
    x = np.exp(x.max(axis=(0, 1)) @ DENSE + DENSE_BIAS)
    return x / x.sum()


def layer(version, kind, name, inputs, **settings):
    if version == 2:
        inbound = [[[source, 0, 0, {}] for source in inputs]]
    else:
        tensors = [{"class_name": "__keras_tensor__", "config": {"shape": [None], "dtype": "float32", "keras_history": [source, 0, 0]}} for source in inputs]
        inbound = [{"args": tensors, "kwargs": {}}]
    return {"class_name": kind, "name": name, "config": {"name": name, **settings}, "inbound_nodes": inbound if inputs else []}


def model(version, name, layers, first, last, inputs=()):
    ends = {"input_layers": [[first, 0, 0]], "output_layers": [[last, 0, 0]]}
    return {**layer(version, "Functional", name, inputs), "config": {"name": name, "layers": layers, **ends}}


def configuration(version):
    shape = "batch_input_shape" if version == 2 else "batch_shape"
    inner = model(version, "features", [
        layer(version, "InputLayer", "inner_input", [], **{shape: [None, 4, 4, 2]}),
        layer(version, "SeparableConv2D", "sep", ["inner_input"], filters=3, kernel_size=[3, 3], strides=[1, 1], padding="same", depth_multiplier=2,
              activation="linear", use_bias=True, dilation_rate=[1, 1]),
        layer(version, "BatchNormalization", "bn", ["sep"], axis=[3] if version == 2 else 3, epsilon=0.001, center=True, scale=True),
        layer(version, "ReLU", "relu", ["bn"], max_value=None, negative_slope=0.0, threshold=0.0)], "inner_input", "relu", ["x"])
    return model(version, "network", [
        layer(version, "InputLayer", "x", [], **{shape: [None, 4, 4, 2]}),
        inner,
        layer(version, "UpSampling2D", "up", ["features"], size=[2, 2], interpolation="nearest", data_format="channels_last"),
        layer(version, "Conv2D", "conv", ["up"], filters=4, kernel_size=[2, 2], strides=[2, 2], padding="valid", activation="linear", use_bias=True),
        layer(version, "GlobalMaxPooling2D", "pool", ["conv"], keepdims=False),
        layer(version, "Dense", "scores", ["pool"], units=5, activation="softmax", use_bias=True)], "x", "scores")


def keras2(name, weights=None, **options):
    with h5py.File(os.path.join(HERE, name), "w", **options) as f:
        f.attrs["keras_version"] = "2.9.0"
        f.attrs["model_config"] = json.dumps(configuration(2))
        groups = f.create_group("model_weights")
        lists = {
            "x": [], "up": [], "pool": [],
            "features": [("sep/depthwise_kernel:0", DEPTHWISE), ("sep/pointwise_kernel:0", POINTWISE), ("sep/bias:0", SEP_BIAS), ("bn/gamma:0", GAMMA),
                         ("bn/beta:0", BETA), ("bn/moving_mean:0", MEAN), ("bn/moving_variance:0", VARIANCE)],
            "conv": [("conv/kernel:0", KERNEL), ("conv/bias:0", BIAS)],
            "scores": [("scores/kernel:0", DENSE), ("scores/bias:0", DENSE_BIAS)]}
        for group, arrays in lists.items():
            if arrays:
                g = groups.create_group(group)
                g.attrs["weight_names"] = [path.encode() for path, _ in arrays]
                for path, array in arrays:
                    g.create_dataset(path, data=array, **(weights or {}))


def keras3(name):
    path = os.path.join(HERE, "model.weights.h5")
    with h5py.File(path, "w") as f:
        for folder, arrays in {
                "layers/functional/layers/separable_conv2d": [DEPTHWISE, POINTWISE, SEP_BIAS],
                "layers/functional/layers/batch_normalization": [GAMMA, BETA, MEAN, VARIANCE],
                "layers/conv2d": [KERNEL, BIAS], "layers/dense": [DENSE, DENSE_BIAS]}.items():
            for index, array in enumerate(arrays):
                f.create_dataset(f"{folder}/vars/{index}", data=array)
    with zipfile.ZipFile(os.path.join(HERE, name), "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, text in (("metadata.json", '{"keras_version": "3.3.3"}'), ("config.json", json.dumps(configuration(3)))):
            archive.writestr(zipfile.ZipInfo(entry), text, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("model.weights.h5"), open(path, "rb").read(), zipfile.ZIP_DEFLATED)
    os.remove(path)


ROWS = draw(6, 4, 4, 2)
np.save(os.path.join(HERE, "network_input.npy"), ROWS)
np.save(os.path.join(HERE, "network_output.npy"), np.array([network(row) for row in ROWS]).astype("f4"))
keras2("network.h5")
keras2("network_latest.h5", {"compression": "gzip", "shuffle": True}, libver="latest")
keras3("network.keras")
