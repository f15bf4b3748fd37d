; The loop over a program's steps, and the steps that are no compiled loop. Every step
; is `i64 step(ptr slots, ptr operands)`: 0 says go on, anything else stops the run.

declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

; A step is a kernel and its operands. A program's steps are a table of such pairs.
%step = type { ptr, ptr }

; Run the steps from `from` on; give the one that stopped, or `count` after the last.
define i64 @backsweep_run(ptr %steps, i64 %from, i64 %count, ptr %slots) {
start:
  br label %next
next:
  %at = phi i64 [ %from, %start ], [ %after, %one ]
  %done = icmp eq i64 %at, %count
  br i1 %done, label %end, label %one
one:
  %kernel.at = getelementptr %step, ptr %steps, i64 %at, i32 0
  %operands.at = getelementptr %step, ptr %steps, i64 %at, i32 1
  %kernel = load ptr, ptr %kernel.at
  %operands = load ptr, ptr %operands.at
  %stopped = call i64 %kernel(ptr %slots, ptr %operands)
  %after = add i64 %at, 1
  %go = icmp eq i64 %stopped, 0
  br i1 %go, label %next, label %end
end:
  ret i64 %at
}

; A step that hands over to Python.
define i64 @backsweep_stop(ptr %slots, ptr %operands) {
  ret i64 1
}

; A guard. Operands: slot of what was decided, slot of what was expected, bytes.
define i64 @backsweep_guard(ptr %slots, ptr %operands) {
start:
  %found.at = call ptr @slot(ptr %slots, ptr %operands, i64 0)
  %wanted.at = call ptr @slot(ptr %slots, ptr %operands, i64 1)
  %size.at = getelementptr i64, ptr %operands, i64 2
  %size = load i64, ptr %size.at
  br label %next
next:
  %at = phi i64 [ 0, %start ], [ %after, %next ]
  %f.at = getelementptr i8, ptr %found.at, i64 %at
  %w.at = getelementptr i8, ptr %wanted.at, i64 %at
  %f = load i8, ptr %f.at
  %w = load i8, ptr %w.at
  %after = add i64 %at, 1
  %same = icmp eq i8 %f, %w
  %more = icmp slt i64 %after, %size
  %again = and i1 %same, %more
  br i1 %again, label %next, label %end
end:
  %differs = xor i1 %same, true
  %stop = zext i1 %differs to i64
  ret i64 %stop
}

; Operands: slot to read, slot to write, bytes.
define i64 @backsweep_copy(ptr %slots, ptr %operands) {
  %from = call ptr @slot(ptr %slots, ptr %operands, i64 0)
  %to = call ptr @slot(ptr %slots, ptr %operands, i64 1)
  %size.at = getelementptr i64, ptr %operands, i64 2
  %size = load i64, ptr %size.at
  call void @llvm.memcpy.p0.p0.i64(ptr %to, ptr %from, i64 %size, i1 false)
  ret i64 0
}

; The array in the slot that operand `number` names.
define internal ptr @slot(ptr %slots, ptr %operands, i64 %number) alwaysinline {
  %operand.at = getelementptr i64, ptr %operands, i64 %number
  %operand = load i64, ptr %operand.at
  %slot.at = getelementptr ptr, ptr %slots, i64 %operand
  %found = load ptr, ptr %slot.at
  ret ptr %found
}

; Where a matrix of a product begins: its slot's pointer and its offset.
define internal ptr @place(ptr %slots, ptr %operands, i64 %number) alwaysinline {
  %slot.at = getelementptr i64, ptr %operands, i64 %number
  %slot = load i64, ptr %slot.at
  %pointer.at = getelementptr ptr, ptr %slots, i64 %slot
  %pointer = load ptr, ptr %pointer.at
  %offset.number = add i64 %number, 3
  %offset.at = getelementptr i64, ptr %operands, i64 %offset.number
  %offset = load i64, ptr %offset.at
  %found = getelementptr i8, ptr %pointer, i64 %offset
  ret ptr %found
}
