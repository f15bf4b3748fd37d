"""Small models of every kind that a probe has to survive, each with its data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils import parametrizations
from torch.utils.checkpoint import checkpoint

WIDTH, ROWS = 8, 6


@dataclass(frozen=True)
class Case:
    """A model, what it is given, and the loss of what it returns."""

    model: nn.Module
    inputs: Any
    targets: Any
    loss: Callable[..., Any] = F.mse_loss


Maker = Callable[[], Case]
ZOO: dict[str, Maker] = {}


def kind(maker: Maker) -> Maker:
    """Put a kind of model into the zoo, under the name of its function."""
    ZOO[maker.__name__] = maker
    return maker


def case(model: nn.Module, *shape: int, loss: Any = F.mse_loss) -> Case:
    inputs = torch.randn(*(shape or (ROWS, WIDTH)))
    was = model.training
    wanted = torch.randn_like(model.eval()(inputs).detach())
    return Case(model.train(was), inputs, wanted, loss)


class Forward(nn.Module):
    """A model whose forward pass is a function of its layers and an input."""

    def __init__(self, forward: Callable[[Any, Tensor], Tensor], layers: int = 3):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(layers))
        self.run = forward

    def forward(self, x: Tensor) -> Tensor:
        return self.run(self.layers, x)


def layers(*between: nn.Module) -> list[nn.Module]:
    found: list[nn.Module] = [nn.Linear(WIDTH, WIDTH)]
    for one in between:
        found += [one, nn.Linear(WIDTH, WIDTH)]
    return found


@kind
def plain() -> Case:
    return case(nn.Sequential(*layers(nn.Tanh(), nn.Sigmoid(), nn.GELU())))


@kind
def inplace_relu() -> Case:
    return case(nn.Sequential(*layers(nn.ReLU(inplace=True), nn.ReLU(inplace=True))))


@kind
def residual_in_place() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        h = layers[0](x)
        for one in layers[1:]:
            made = one(torch.tanh(h))
            made += h
            h = made
        return h

    return case(Forward(run, 4))


@kind
def convolutions_with_batch_norm() -> Case:
    return case(
        nn.Sequential(
            nn.Conv2d(3, 4, 3, padding=1, bias=False),
            nn.BatchNorm2d(4),
            nn.ReLU(inplace=True),
            nn.Conv2d(4, 4, 3, stride=2, groups=2),
            nn.BatchNorm2d(4),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(4, 3),
        ),
        *(4, 3, 7, 7),
    )


@kind
def a_view_written_into() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        h = layers[0](x)
        h.view(-1)[::3].mul_(0.5)
        h[:, : WIDTH // 2].relu_()
        return layers[1](h)

    return case(Forward(run))


@kind
def functional() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        h = F.relu(F.linear(x, layers[0].weight))
        h = F.dropout(F.layer_norm(h, (WIDTH,)), 0.3, training=True)
        return F.softmax(layers[1](h), -1) @ layers[2].weight

    return case(Forward(run))


@kind
def shared_modules() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        for _ in range(3):
            x = torch.tanh(layers[0](x))
        return x @ layers[0].weight

    return case(Forward(run, 1))


class Cubed(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx: Any, desire: Tensor) -> Tensor:
        (x,) = ctx.saved_tensors
        return desire * 3 * x**2


@kind
def a_function_of_your_own() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        return layers[1](Cubed.apply(layers[0](x)))

    return case(Forward(run))


def _block(layers: Any, x: Tensor) -> Tensor:
    return torch.tanh(layers[1](F.dropout(torch.relu(layers[0](x)), 0.2)))


@kind
def checkpointed() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        h = layers[2](x)
        return checkpoint(_block, layers, h, use_reentrant=False)

    return case(Forward(run))


@kind
def checkpointed_reentrant() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        h = layers[2](x)
        return checkpoint(_block, layers, h, use_reentrant=True)

    return case(Forward(run))


def doubled(parameter: Tensor) -> None:
    assert parameter.grad is not None
    parameter.grad.mul_(2)


@kind
def hooks_already_there() -> Case:
    model = nn.Sequential(*layers(nn.ReLU(), nn.Tanh()))
    model[2].register_full_backward_hook(lambda m, given, made: (given[0],))
    model[1].register_forward_hook(lambda m, given, made: made * 2)
    model[4].weight.register_hook(lambda gradient: gradient * 3)
    model[2].bias.register_post_accumulate_grad_hook(doubled)
    return case(model)


class Recurrent(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(5, WIDTH)
        self.lstm = nn.LSTM(WIDTH, WIDTH, num_layers=2)
        self.head = nn.Linear(WIDTH, 3)

    def forward(self, x: Tensor) -> tuple[Tensor, Any]:
        h, state = self.lstm(self.embedding(x))
        return self.head(h[-1]), state


@kind
def recurrent_with_several_outputs() -> Case:
    words, wanted = torch.randint(0, 5, (4, ROWS)), torch.randint(0, 3, (ROWS,))
    return Case(Recurrent(), words, wanted, lambda made, y: F.cross_entropy(made[0], y))


@kind
def attention() -> Case:
    layer = nn.TransformerEncoderLayer(WIDTH, 2, 16, dropout=0.1, batch_first=True)
    return case(
        nn.TransformerEncoder(layer, 2, enable_nested_tensor=False), 3, 4, WIDTH
    )


@kind
def attention_with_its_weights() -> Case:
    class Attention(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = nn.MultiheadAttention(WIDTH, 2, batch_first=True)

        def forward(self, x: Tensor) -> Tensor:
            made, weights = self.inner(x, x, x)
            return made * weights.sum()

    return case(Attention(), 3, 4, WIDTH)


@kind
def unrolled_through_time() -> Case:
    class Unrolled(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.cell = nn.RNNCell(WIDTH, WIDTH)

        def forward(self, x: Tensor) -> Tensor:
            h = torch.zeros_like(x[0])
            for step in x:
                h = self.cell(step, h)
            return h

    return case(Unrolled(), 5, ROWS, WIDTH)


@kind
def compiled() -> Case:
    model = nn.Sequential(*layers(nn.Tanh(), nn.ReLU()))
    return case(torch.compile(model, backend="aot_eager"))


@kind
def compiled_inside() -> Case:
    inner = torch.compile(nn.Sequential(*layers(nn.Tanh())), backend="aot_eager")
    return case(nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.ReLU(), inner))


@kind
def control_flow() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        h, turns = layers[0](x), 0
        while float(h.detach().norm()) > 1.0 and turns < 5:
            h, turns = torch.tanh(layers[1](h)) * 0.7, turns + 1
        return layers[2](h) if float(h.detach().sum()) > 0 else layers[2](-h)

    return case(Forward(run))


class Named(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)

    def forward(self, *, words: Tensor, scale: Tensor) -> dict[str, Tensor]:
        h = torch.relu(self.first(words)) * scale
        return {"made": self.second(h), "hidden": h}


@kind
def named_arguments_and_outputs() -> Case:
    inputs = {"words": torch.randn(ROWS, WIDTH), "scale": torch.rand(WIDTH)}

    def loss(made: Any, wanted: Tensor) -> Tensor:
        return F.mse_loss(made["made"], wanted) + 0.1 * made["hidden"].abs().mean()

    return Case(Named(), inputs, torch.randn(ROWS, WIDTH), loss)


@kind
def outputs_used_twice() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        h = layers[0](x)
        first, second = h.chunk(2, -1)
        return torch.cat([first * second, first.exp() + h[:, :4], h * h], -1)

    return case(Forward(run))


@kind
def mixed_precision() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            h = F.gelu(layers[1](torch.relu(layers[0](x))))
        return layers[2](h.float())

    return case(Forward(run))


@kind
def several_precisions() -> Case:
    class Mixed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.wide = nn.Linear(WIDTH, WIDTH, dtype=torch.float64)
            self.narrow = nn.Linear(WIDTH, WIDTH)

        def forward(self, x: Tensor) -> Tensor:
            return self.narrow(torch.tanh(self.wide(x.double())).float())

    return case(Mixed())


@kind
def parametrised() -> Case:
    first = parametrizations.weight_norm(nn.Linear(WIDTH, WIDTH))
    second = parametrizations.spectral_norm(nn.Linear(WIDTH, WIDTH))
    return case(nn.Sequential(first, nn.ELU(), second, nn.SELU(), nn.LayerNorm(WIDTH)))


@kind
def slim_and_masked_weights() -> Case:
    mask = (torch.rand(WIDTH, WIDTH) > 0.5).float()

    def run(layers: Any, x: Tensor) -> Tensor:
        h = F.leaky_relu(F.linear(x, layers[0].weight * mask))
        return layers[1](F.softplus(h * layers[2].bias))

    return case(Forward(run))


@kind
def saved_elsewhere() -> Case:
    def run(layers: Any, x: Tensor) -> Tensor:
        with torch.autograd.graph.save_on_cpu():
            return layers[1](torch.tanh(layers[0](x)))

    return case(Forward(run))


@kind
def every_activation() -> Case:
    names = "relu leaky_relu elu selu celu gelu silu mish softplus hardtanh relu6"
    more = "hardswish hardsigmoid logsigmoid softsign tanhshrink softshrink"
    functions = [getattr(F, name) for name in [*names.split(), *more.split()]]

    def run(layers: Any, x: Tensor) -> Tensor:
        h = layers[0](x)
        for function in functions:
            h = layers[1](function(layers[2](h)) + h)
        return h

    return case(Forward(run))


@kind
def turned_convolutions() -> Case:
    return case(
        nn.Sequential(
            nn.Conv1d(3, 4, 3),
            nn.GroupNorm(2, 4),
            nn.SiLU(),
            nn.ConvTranspose1d(4, 6, 3, stride=2, groups=2),
            nn.Hardtanh(),
            nn.AvgPool1d(2),
        ),
        *(4, 3, 9),
    )


@kind
def one_sample() -> Case:
    return case(nn.Sequential(*layers(nn.Tanh())), WIDTH)
