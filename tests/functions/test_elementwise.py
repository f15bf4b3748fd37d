"""Functions that work entry by entry give what NumPy gives."""

import pytest

CALLS = """
x + y
x - y
x * y
x / y
x ** 2
p ** y
x ** n
2 ** x
x // y
x % y
divmod(x, y)
-x
+x
abs(x)
1 + x
1 - x
3 / x
2.5 * x
True * x
x + n
n + x
n * 2.0
n / 2
n // 2
n % 2
n ** 2
n + 1
n * b
b + x
b * b
b & (x > 0)
b | (x > 0)
b ^ (x > 0)
~b
n & 1
n | 1
n << 1
n >> 1
x + z
x + v
v + x
x[:, None] + y[None]
x + a
a + x
a * a
a ** 2
a / 2
a - 1
2 ** a
-a
abs(a)
a < 1
z * a
z + 1
z + z
e * 2
e + v
x < y
x <= y
x > y
x >= y
x == y
x != y
k == 0
0 < k
np.float32(2) * x
np.float64(2) * x
x * np.float32(2)
x * np.float64(2)
np.float64(2) * a
np.arange(3) * x
x * np.arange(3)
x * np.arange(3, dtype='f4')
np.arange(3, dtype='f4') / x
np.ones((2, 3), 'f8') + x
x + np.int8(1)
[1.0, 2.0, 3.0] + x
x * [1.0, 2.0, 3.0]
x * (1, 2, 3)
np.add(x, y)
np.subtract(x, y)
np.multiply(x, 2)
np.multiply(2, x)
np.divide(x, y)
np.true_divide(x, y)
np.floor_divide(x, y)
np.power(p, y)
np.pow(p, 2)
np.float_power(p, y)
np.power(k, 0)
np.power(k, 1)
np.power(k, 3)
np.remainder(x, y)
np.mod(x, y)
np.fmod(x, y)
np.negative(x)
np.positive(x)
np.abs(x)
np.absolute(x)
np.fabs(x)
np.abs(n)
np.sign(x)
np.sign(n)
np.sqrt(p)
np.sqrt(n + 3)
np.square(x)
np.square(n)
np.cbrt(x)
np.reciprocal(x)
np.exp(x)
np.exp(n)
np.exp(b)
np.exp(a)
np.exp(z)
np.exp(e)
np.exp2(x)
np.expm1(x)
np.log(p)
np.log2(p)
np.log10(p)
np.log1p(p)
np.sin(x)
np.cos(x)
np.tan(x)
np.arcsin(u)
np.arccos(u)
np.arctan(x)
np.arctan2(x, y)
np.asin(u)
np.acos(u)
np.atan(x)
np.atan2(x, y)
np.hypot(x, y)
np.sinh(x)
np.cosh(x)
np.tanh(x)
np.arcsinh(x)
np.arccosh(p + 1)
np.arctanh(u)
np.deg2rad(x)
np.rad2deg(x)
np.radians(x)
np.degrees(x)
np.maximum(x, y)
np.maximum(x, 0)
np.maximum(0, x)
np.maximum(x, 0.0)
np.maximum(nan, 0)
np.minimum(x, y)
np.minimum(nan, 0)
np.fmax(x, y)
np.fmax(nan, 0)
np.fmin(x, y)
np.fmin(nan, 2)
np.clip(x, -0.5, 0.5)
np.clip(x, 0, None)
np.clip(x, None, 0)
np.clip(x, a_min=-1, a_max=1)
np.clip(x, min=-1, max=1)
np.clip(x, v, 2)
np.clip(n, -1, 1)
np.clip(nan, -1, 1)
x.clip(-0.5, 0.5)
x.clip(min=0)
x.clip(max=0)
x.clip(0)
np.where(b, x, y)
np.where(b, x, 0)
np.where(b, 0, x)
np.where(b, x, 0.0)
np.where(x > 0, x, -x)
np.where(b, x, n)
np.where(b, n, 1)
np.where(b, 1.0, 2.0) * x
np.where(x, 1.0, 2.0)
np.where(b, x, v)
np.where(a > 0, x, y)
np.where(True, x, y)
np.where(b, np.float64(1), x)
np.where(b, a, x)
np.where(b)
np.where(x > 0)
np.logaddexp(x, y)
np.logaddexp2(x, y)
np.logaddexp(nan, 1)
np.logical_and(x > 0, b)
np.logical_or(x > 0, b)
np.logical_xor(x > 0, b)
np.logical_not(b)
np.logical_and(x, y)
np.equal(k, 0)
np.not_equal(k, 0)
np.less(x, y)
np.less_equal(x, y)
np.greater(x, y)
np.greater_equal(x, y)
np.isnan(nan)
np.isinf(nan)
np.isfinite(nan)
np.isposinf(nan)
np.isneginf(nan)
np.signbit(x)
np.isclose(x, x + 1e-12)
np.isclose(x, y)
np.isclose(nan, nan)
np.isclose(nan, nan, equal_nan=True)
np.isclose(x, y, atol=10)
np.allclose(x, x)
np.allclose(x, y)
np.array_equal(x, x)
np.array_equal(x, v)
np.array_equal(nan, nan, equal_nan=True)
np.copysign(x, y)
np.heaviside(k, 0.5)
np.floor(x)
np.ceil(x)
np.trunc(x)
np.fix(x)
np.rint(x)
np.round(x)
np.round(x, 2)
np.round(x * 100, -1)
np.around(x, 1)
x.round()
x.round(2)
np.round(n)
np.round(n, 1)
np.nan_to_num(nan)
np.nan_to_num(nan, nan=7.0, posinf=1.0, neginf=-1.0)
np.nan_to_num(n)
np.real(x)
np.conj(x)
np.conjugate(x)
np.copy(x)
np.copy(b)
np.copy(n)
x.copy()
x.astype(np.float32)
x.astype('f8')
x.astype(float)
x.astype(int)
x.astype(bool)
n.astype(float)
b.astype(float)
b.astype(x.dtype)
np.astype(x, np.float32)
x.astype(np.float64, copy=False)
x.real
x.shape
x.ndim
x.size
x.T.shape
x.nbytes
x.itemsize
len(x)
np.shape(x)
np.ndim(x)
np.size(x)
np.size(x, 1)
np.ones(1, x.dtype)
np.ones(1, np.result_type(x, 1.0))
np.ones(1, np.result_type(x, n))
np.ones(1, np.result_type(a, np.float32))
np.can_cast(x, np.float32)
np.can_cast(x.dtype, np.float64)
np.iscomplexobj(x)
np.isrealobj(x)
np.iscomplex(x)
np.isreal(x)
np.zeros_like(x)
np.zeros_like(x, dtype=int)
np.zeros_like(x, shape=(4,))
np.zeros_like(a)
np.zeros_like(n)
np.ones_like(x)
np.full_like(x, 3)
np.full_like(x, a)
np.full_like(x, v)
np.full_like(n, 2.7)
np.empty_like(x).shape
np.heaviside(x, 1)
np.add.outer(v, w)
np.multiply.outer(v, w)
np.subtract.outer(v, x)
np.add.reduce(x)
np.add.reduce(x, axis=1)
np.add.reduce(x, axis=None)
np.multiply.reduce(x, axis=1)
np.maximum.reduce(x, axis=1)
np.minimum.reduce(x)
np.logical_and.reduce(b)
np.logical_or.reduce(b, axis=1)
np.add.accumulate(x, axis=1)
np.multiply.accumulate(x, axis=1)
np.select([x > 0, y > 0], [x, y], 0.0)
np.cross(v, w)
round(a)
round(a, 1)
int(a)
bool(a)
max(v) > 0
sum(v)
sum([v, w])
sorted(v) == sorted(v)
max(a, 0.0)
min(a, 0.0)
[q * 2 for q in v]
[q + r for q, r in zip(v, w)]
tuple(v)
list(reversed(v))
"""


@pytest.mark.parametrize("call", CALLS.strip().splitlines())
def test_agrees(call, same):
    same(call)
