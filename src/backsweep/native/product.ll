; Matrix products through BLAS, one function for each REAL (float, double).
; C = alpha * A @ B + beta * C for row-major matrices is, for column-major BLAS, the
; product of the transposes: B' comes first. Operands, 8 bytes each:
;  0 gemm   1 2 3 slots of A B C   4 5 6 offsets of A B C in bytes   7 8 9 m n k
; 10 11 12 leading dimensions of A B C   13 14 'N' or 'T' for A B   15 factor (REAL)
; 16 slot of a scalar that the factor multiplies, or -1   17 beta (REAL)
; 18 how many products   19 20 21 steps from one to the next of A B C in bytes

define i64 @backsweep_product_REAL(ptr %slots, ptr %operands) {
start:
  %a = call ptr @place(ptr %slots, ptr %operands, i64 1)
  %b = call ptr @place(ptr %slots, ptr %operands, i64 2)
  %c = call ptr @place(ptr %slots, ptr %operands, i64 3)
  %gemm = load ptr, ptr %operands
  %m = getelementptr i64, ptr %operands, i64 7
  %n = getelementptr i64, ptr %operands, i64 8
  %k = getelementptr i64, ptr %operands, i64 9
  %lda = getelementptr i64, ptr %operands, i64 10
  %ldb = getelementptr i64, ptr %operands, i64 11
  %ldc = getelementptr i64, ptr %operands, i64 12
  %ta = getelementptr i64, ptr %operands, i64 13
  %tb = getelementptr i64, ptr %operands, i64 14
  %factor.at = getelementptr i64, ptr %operands, i64 15
  %beta = getelementptr i64, ptr %operands, i64 17
  %count.at = getelementptr i64, ptr %operands, i64 18
  %count = load i64, ptr %count.at
  %a.step.at = getelementptr i64, ptr %operands, i64 19
  %a.step = load i64, ptr %a.step.at
  %b.step.at = getelementptr i64, ptr %operands, i64 20
  %b.step = load i64, ptr %b.step.at
  %c.step.at = getelementptr i64, ptr %operands, i64 21
  %c.step = load i64, ptr %c.step.at
  %alpha = alloca REAL
  %factor = load REAL, ptr %factor.at
  store REAL %factor, ptr %alpha
  %scalar.at = getelementptr i64, ptr %operands, i64 16
  %scalar.slot = load i64, ptr %scalar.at
  %plain = icmp slt i64 %scalar.slot, 0
  br i1 %plain, label %next, label %scaled
scaled:
  %scalar.pointer.at = getelementptr ptr, ptr %slots, i64 %scalar.slot
  %scalar.pointer = load ptr, ptr %scalar.pointer.at
  %scalar = load REAL, ptr %scalar.pointer
  %product = fmul REAL %factor, %scalar
  store REAL %product, ptr %alpha
  br label %next
next:
  %at = phi i64 [ 0, %start ], [ 0, %scaled ], [ %after, %next ]
  %a.offset = mul i64 %at, %a.step
  %b.offset = mul i64 %at, %b.step
  %c.offset = mul i64 %at, %c.step
  %a.at = getelementptr i8, ptr %a, i64 %a.offset
  %b.at = getelementptr i8, ptr %b, i64 %b.offset
  %c.at = getelementptr i8, ptr %c, i64 %c.offset
  call void %gemm(ptr %tb, ptr %ta, ptr %n, ptr %m, ptr %k, ptr %alpha, ptr %b.at, ptr %ldb, ptr %a.at, ptr %lda, ptr %beta, ptr %c.at, ptr %ldc)
  %after = add i64 %at, 1
  %more = icmp slt i64 %after, %count
  br i1 %more, label %next, label %end
end:
  ret i64 0
}
