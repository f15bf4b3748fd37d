"""What PyTorch's operations do to a desire, by the names of their nodes."""

from __future__ import annotations

import re
from functools import lru_cache

from torch.autograd.function import BackwardCFunction

from ..health.record import COPY, MOVE, NORMALISATION, OPAQUE, PRODUCT, SLOPE, WEIGHT
from .operation import Operation


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STILL = _words("""
T Transpose Permute View UnsafeView ReshapeAlias Reshape Squeeze Unsqueeze Clone ToCopy
Alias Flatten Unflatten Movedim Split SplitWithSizes UnsafeSplit Unbind Roll Flip
PixelShuffle PixelUnshuffle
""")
"""Operations that leave every entry of a desire as it is, but for its place."""

_NAMES = {
    WEIGHT: """
Addmm Mm Bmm Baddbmm Addbmm Mv Addmv Dot Vdot Linear MkldnnLinear Matmul Convolution
ConvolutionOverrideable MkldnnConvolution Embedding EmbeddingBag
""",
    SLOPE: """
Relu Tanh Sigmoid LeakyRelu Elu Celu Gelu Silu Mish Softplus Hardtanh Hardswish
Hardsigmoid LogSigmoid Threshold Softshrink Hardshrink RreluWithNoise Prelu PreluKernel
Clamp ClampMin ClampMax Exp Expm1 Log Log1P Log2 Log10 Sqrt Rsqrt Reciprocal Abs Sin Cos
Tan Sinh Cosh Asin Acos Atan Asinh Acosh Atanh Erf Erfc Sgn
""",
    NORMALISATION: """
NativeBatchNorm CudnnBatchNorm MiopenBatchNorm BatchNormImplIndex NativeLayerNorm
NativeGroupNorm FusedRmsNorm RmsNorm
""",
    PRODUCT: """
Mul Div Pow Softmax SafeSoftmax LogSoftmax Logsumexp Var Std VarMean StdMean Norm
LinalgVectorNorm Prod Glu Trilinear Addcmul Addcdiv Cdist Atan2 Maximum Minimum NllLoss
NllLoss2D MseLoss SmoothL1Loss HuberLoss BinaryCrossEntropy BinaryCrossEntropyWithLogits
KlDiv CtcLoss CosineSimilarity
""",
    COPY: """
Add Sub Rsub Neg Sum Mean Nansum Expand Repeat Cumsum Lerp Trace NativeDropout
FusedDropout AvgPool2D AvgPool3D AdaptiveAvgPool2D AdaptiveAvgPool3D
MkldnnAdaptiveAvgPool2D UpsampleNearest1D UpsampleNearest2D UpsampleNearest3D
UpsampleLinear1D UpsampleBilinear2D UpsampleTrilinear3D
""",
    MOVE: """
Cat Stack Slice Select Index IndexSelect Gather AsStrided Diagonal Where ConstantPadNd
ReflectionPad1D ReflectionPad2D ReplicationPad2D MaxPool2D MaxPool2DWithIndices
MaxPool3DWithIndices AdaptiveMaxPool2D Max Min Amax Amin Sort Topk MaskedFill
MaskedSelect MaskedScatter Tril Triu Scatter IndexPut Unfold Im2Col Col2Im Take Copy
""",
}
KINDS = dict.fromkeys(STILL, MOVE) | {
    name: kind for kind, names in _NAMES.items() for name in _words(names)
}

INSIDE = {
    "MkldnnRnnLayer": "a whole recurrent layer, its steps are inside",
    "CudnnRnn": "whole recurrent layers, their steps are inside",
    "MiopenRnn": "whole recurrent layers, their steps are inside",
    "ThnnFusedLstmCell": "a whole step of an LSTM, its gates are inside",
    "ThnnFusedGruCell": "a whole step of a GRU, its gates are inside",
    "CompiledFunction": "compiled as a whole, its operations are inside",
    "CheckpointFunction": "a checkpoint that computes again, its operations are inside",
    "CopySlices": "a write into a part of an array, what was written is inside",
}
"""What is known of operations that show no factor."""


@lru_cache(maxsize=1024)
def base(name: str) -> str:
    """A node's name without what marks it as a node: ``Addmm``."""
    return re.sub(r"Backward\d*$", "", name.rpartition("::")[2])


@lru_cache(maxsize=1024)
def written(name: str) -> str:
    """The operation as PyTorch's functions are written.

    >>> written("LeakyRelu"), written("LogSoftmax"), written("MaxPool2DWithIndices")
    ('leaky_relu', 'log_softmax', 'max_pool2d_with_indices')
    """
    numbered = re.sub(r"(\d)([DP])(?![a-z])", lambda m: m[0].lower(), name)
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", numbered).lower()


def kind_of(node: Operation) -> str:
    """The kind of the operation's factor; ``opaque`` for what is not known."""
    return OPAQUE if is_own(node) else KINDS.get(node.name, OPAQUE)


def is_own(node: Operation) -> bool:
    """Whether it is a Function written in Python, whose inside nobody can see."""
    return isinstance(node.node, BackwardCFunction)


def told(node: Operation) -> str:
    """Why no factor can be read from an opaque operation, in words."""
    name = node.name
    if name.startswith("ScaledDotProduct"):
        return "attention in one operation, its heads and softmax are inside"
    own = "a Function of your own, how it changes desires is inside"
    return INSIDE.get(name) or (own if is_own(node) else "what it does is not known")
