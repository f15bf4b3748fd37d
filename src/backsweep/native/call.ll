; The function that Python calls. Written for 64-bit CPython with a GIL; `layout.py`
; checks that objects are laid out as this file takes them to be.

declare ptr @PyEval_SaveThread()
declare void @PyEval_RestoreThread(ptr)
declare ptr @PyObject_Vectorcall(ptr, ptr, i64, ptr)
declare ptr @PyTuple_New(i64)
declare i32 @PyTuple_SetItem(ptr, i64, ptr)
declare ptr @PyLong_FromSsize_t(i64)
declare i64 @PyLong_AsLongLong(ptr)
declare ptr @PyErr_Occurred()
declare void @PyErr_Clear()
declare void @Py_IncRef(ptr)
declare void @Py_DecRef(ptr)

; PyObject: reference count, type. An ndarray goes on with what is read here.
%array = type { i64, ptr, ptr, i32, ptr, ptr, ptr, ptr, i32, ptr }
; count 0, type 1, data 2, ndim 3, dims 4, strides 5, base 6, descr 7, flags 8, weakrefs 9

; slot, descr, ndim, dims; for a 0-d input the types of scalar it may be: two that hold
; their number where an array holds its data, and `int`, whose number is put into a slot
%input = type { i64, ptr, i64, ptr, ptr, ptr, ptr, i64 }

; slot, descr, ndim (-1: a NumPy scalar), dims, three arrays to use again, whose turn
%output = type { i64, ptr, i64, ptr, [3 x ptr], i64 }

; 0 free contexts, 1 steps, 2 how many, 3 inputs, 4 how many, 5 outputs, 6 how many,
; 7 whether to release the GIL, 8 the slow way in, 9 what takes a stopped run,
; 10 type of ndarray, 11 PyArray_Scalar, 12 PyArray_Empty
%plan = type { ptr, ptr, i64, ptr, i64, ptr, i64, i64, ptr, ptr, ptr, ptr, ptr }

; A context is a link to the next free one, then the slots.
%context = type { ptr, [0 x ptr] }

; Whether an object is an ndarray of just this dtype, shape and flags.
define internal i1 @fits(ptr %object, ptr %kind, ptr %descr, i64 %ndim, ptr %dims, i32 %flags) alwaysinline {
start:
  %kind.at = getelementptr %array, ptr %object, i64 0, i32 1
  %its.kind = load ptr, ptr %kind.at
  %right.kind = icmp eq ptr %its.kind, %kind
  br i1 %right.kind, label %array, label %no
array:
  %descr.at = getelementptr %array, ptr %object, i64 0, i32 7
  %its.descr = load ptr, ptr %descr.at
  %right.descr = icmp eq ptr %its.descr, %descr
  %ndim.at = getelementptr %array, ptr %object, i64 0, i32 3
  %its.ndim32 = load i32, ptr %ndim.at
  %its.ndim = sext i32 %its.ndim32 to i64
  %right.ndim = icmp eq i64 %its.ndim, %ndim
  %flags.at = getelementptr %array, ptr %object, i64 0, i32 8
  %its.flags = load i32, ptr %flags.at
  %kept.flags = and i32 %its.flags, %flags
  %right.flags = icmp eq i32 %kept.flags, %flags
  %right = and i1 %right.descr, %right.ndim
  %all.right = and i1 %right, %right.flags
  br i1 %all.right, label %shape, label %no
shape:
  %dims.at = getelementptr %array, ptr %object, i64 0, i32 4
  %its.dims = load ptr, ptr %dims.at
  br label %next
next:
  %at = phi i64 [ 0, %shape ], [ %after, %one ]
  %done = icmp eq i64 %at, %ndim
  br i1 %done, label %yes, label %one
one:
  %extent.at = getelementptr i64, ptr %its.dims, i64 %at
  %extent = load i64, ptr %extent.at
  %wanted.at = getelementptr i64, ptr %dims, i64 %at
  %wanted = load i64, ptr %wanted.at
  %after = add i64 %at, 1
  %same = icmp eq i64 %extent, %wanted
  br i1 %same, label %next, label %no
yes:
  ret i1 true
no:
  ret i1 false
}

; Where the elements of an argument are, or null if the argument is not as it should be.
; Flags 0x101: C-contiguous and aligned.
define internal ptr @bind(ptr %plan, ptr %input, ptr %object, ptr %slots) {
start:
  %kind.at = getelementptr %plan, ptr %plan, i64 0, i32 10
  %kind = load ptr, ptr %kind.at
  %descr.at = getelementptr %input, ptr %input, i64 0, i32 1
  %descr = load ptr, ptr %descr.at
  %ndim.at = getelementptr %input, ptr %input, i64 0, i32 2
  %ndim = load i64, ptr %ndim.at
  %dims.at = getelementptr %input, ptr %input, i64 0, i32 3
  %dims = load ptr, ptr %dims.at
  %right = call i1 @fits(ptr %object, ptr %kind, ptr %descr, i64 %ndim, ptr %dims, i32 257)
  br i1 %right, label %array, label %other
array:
  %data.at = getelementptr %array, ptr %object, i64 0, i32 2
  %data = load ptr, ptr %data.at
  ret ptr %data
other:
  %its.kind.at = getelementptr %array, ptr %object, i64 0, i32 1
  %its.kind = load ptr, ptr %its.kind.at
  %first.at = getelementptr %input, ptr %input, i64 0, i32 4
  %first = load ptr, ptr %first.at
  %second.at = getelementptr %input, ptr %input, i64 0, i32 5
  %second = load ptr, ptr %second.at
  %is.first = icmp eq ptr %its.kind, %first
  %is.second = icmp eq ptr %its.kind, %second
  %is.scalar = or i1 %is.first, %is.second
  br i1 %is.scalar, label %scalar, label %rest
scalar:
  %number.at = getelementptr %array, ptr %object, i64 0, i32 2
  ret ptr %number.at
rest:
  %third.at = getelementptr %input, ptr %input, i64 0, i32 6
  %third = load ptr, ptr %third.at
  %is.third = icmp eq ptr %its.kind, %third
  br i1 %is.third, label %whole, label %no
whole:
  %number = call i64 @PyLong_AsLongLong(ptr %object)
  %place.number.at = getelementptr %input, ptr %input, i64 0, i32 7
  %place.number = load i64, ptr %place.number.at
  %place = getelementptr i64, ptr %slots, i64 %place.number
  store i64 %number, ptr %place
  %suspect = icmp eq i64 %number, -1
  br i1 %suspect, label %error, label %yes
error:
  %raised = call ptr @PyErr_Occurred()
  %fine = icmp eq ptr %raised, null
  br i1 %fine, label %yes, label %clear
yes:
  ret ptr %place
clear:
  call void @PyErr_Clear()
  ret ptr null
no:
  ret ptr null
}

; A new reference to an array for an output: one that only we still hold, or a new one.
; Flags 0x501: C-contiguous, aligned and writeable.
define internal ptr @claim(ptr %plan, ptr %output) {
start:
  %kind.at = getelementptr %plan, ptr %plan, i64 0, i32 10
  %kind = load ptr, ptr %kind.at
  %descr.at = getelementptr %output, ptr %output, i64 0, i32 1
  %descr = load ptr, ptr %descr.at
  %ndim.at = getelementptr %output, ptr %output, i64 0, i32 2
  %ndim = load i64, ptr %ndim.at
  %dims.at = getelementptr %output, ptr %output, i64 0, i32 3
  %dims = load ptr, ptr %dims.at
  br label %next
next:
  %at = phi i64 [ 0, %start ], [ %after, %busy ]
  %past = icmp eq i64 %at, 3
  br i1 %past, label %replace, label %look
look:
  %kept.at = getelementptr %output, ptr %output, i64 0, i32 4, i64 %at
  %kept = load ptr, ptr %kept.at
  %is.empty = icmp eq ptr %kept, null
  br i1 %is.empty, label %make, label %held
held:
  %count = load i32, ptr %kept
  %ours = icmp eq i32 %count, 1
  %weak.at = getelementptr %array, ptr %kept, i64 0, i32 9
  %weak = load ptr, ptr %weak.at
  %unwatched = icmp eq ptr %weak, null
  %alone = and i1 %ours, %unwatched
  br i1 %alone, label %check, label %busy
check:
  %whole = call i1 @fits(ptr %kept, ptr %kind, ptr %descr, i64 %ndim, ptr %dims, i32 1281)
  br i1 %whole, label %again, label %busy
again:
  call void @Py_IncRef(ptr %kept)
  ret ptr %kept
busy:
  %after = add i64 %at, 1
  br label %next
replace:
  %turn.at = getelementptr %output, ptr %output, i64 0, i32 5
  %turn = load i64, ptr %turn.at
  %turn.after = add i64 %turn, 1
  %wrapped = icmp eq i64 %turn.after, 3
  %turn.next = select i1 %wrapped, i64 0, i64 %turn.after
  store i64 %turn.next, ptr %turn.at
  br label %make
make:
  %place = phi i64 [ %at, %look ], [ %turn, %replace ]
  %empty.at = getelementptr %plan, ptr %plan, i64 0, i32 12
  %empty = load ptr, ptr %empty.at
  call void @Py_IncRef(ptr %descr)
  %ndim32 = trunc i64 %ndim to i32
  %new = call ptr %empty(i32 %ndim32, ptr %dims, ptr %descr, i32 0)
  %failed = icmp eq ptr %new, null
  br i1 %failed, label %end, label %keep
keep:
  %place.at = getelementptr %output, ptr %output, i64 0, i32 4, i64 %place
  %old = load ptr, ptr %place.at
  store ptr %new, ptr %place.at
  call void @Py_IncRef(ptr %new)
  call void @Py_DecRef(ptr %old)
  br label %end
end:
  ret ptr %new
}

; Put an array for each output into the results and into its slot.
define internal i1 @claim_all(ptr %plan, ptr %slots, ptr %results) {
start:
  %outputs.at = getelementptr %plan, ptr %plan, i64 0, i32 5
  %outputs = load ptr, ptr %outputs.at
  %count.at = getelementptr %plan, ptr %plan, i64 0, i32 6
  %count = load i64, ptr %count.at
  br label %next
next:
  %at = phi i64 [ 0, %start ], [ %after, %step ]
  %done = icmp eq i64 %at, %count
  br i1 %done, label %yes, label %one
one:
  %output = getelementptr %output, ptr %outputs, i64 %at
  %ndim.at = getelementptr %output, ptr %output, i64 0, i32 2
  %ndim = load i64, ptr %ndim.at
  %scalar = icmp slt i64 %ndim, 0
  br i1 %scalar, label %step, label %array
array:
  %claimed = call ptr @claim(ptr %plan, ptr %output)
  %failed = icmp eq ptr %claimed, null
  br i1 %failed, label %no, label %put
put:
  %ignored = call i32 @PyTuple_SetItem(ptr %results, i64 %at, ptr %claimed)
  %data.at = getelementptr %array, ptr %claimed, i64 0, i32 2
  %data = load ptr, ptr %data.at
  %slot.at = getelementptr %output, ptr %output, i64 0, i32 0
  %slot = load i64, ptr %slot.at
  %place = getelementptr ptr, ptr %slots, i64 %slot
  store ptr %data, ptr %place
  br label %step
step:
  %after = add i64 %at, 1
  br label %next
yes:
  ret i1 true
no:
  ret i1 false
}

; Put a new NumPy scalar for each 0-d output into the results.
define internal i1 @box_all(ptr %plan, ptr %slots, ptr %results) {
start:
  %outputs.at = getelementptr %plan, ptr %plan, i64 0, i32 5
  %outputs = load ptr, ptr %outputs.at
  %count.at = getelementptr %plan, ptr %plan, i64 0, i32 6
  %count = load i64, ptr %count.at
  %box.at = getelementptr %plan, ptr %plan, i64 0, i32 11
  %box = load ptr, ptr %box.at
  br label %next
next:
  %at = phi i64 [ 0, %start ], [ %after, %step ]
  %done = icmp eq i64 %at, %count
  br i1 %done, label %yes, label %one
one:
  %output = getelementptr %output, ptr %outputs, i64 %at
  %ndim.at = getelementptr %output, ptr %output, i64 0, i32 2
  %ndim = load i64, ptr %ndim.at
  %scalar = icmp slt i64 %ndim, 0
  br i1 %scalar, label %make, label %step
make:
  %slot.at = getelementptr %output, ptr %output, i64 0, i32 0
  %slot = load i64, ptr %slot.at
  %place = getelementptr ptr, ptr %slots, i64 %slot
  %data = load ptr, ptr %place
  %descr.at = getelementptr %output, ptr %output, i64 0, i32 1
  %descr = load ptr, ptr %descr.at
  %number = call ptr %box(ptr %data, ptr %descr, ptr null)
  %failed = icmp eq ptr %number, null
  br i1 %failed, label %no, label %put
put:
  %ignored = call i32 @PyTuple_SetItem(ptr %results, i64 %at, ptr %number)
  br label %step
step:
  %after = add i64 %at, 1
  br label %next
yes:
  ret i1 true
no:
  ret i1 false
}

; Run steps, without the GIL if the program takes long enough.
define internal i64 @advance(ptr %plan, ptr %slots, i64 %from) {
start:
  %steps.at = getelementptr %plan, ptr %plan, i64 0, i32 1
  %steps = load ptr, ptr %steps.at
  %count.at = getelementptr %plan, ptr %plan, i64 0, i32 2
  %count = load i64, ptr %count.at
  %release.at = getelementptr %plan, ptr %plan, i64 0, i32 7
  %release = load i64, ptr %release.at
  %short = icmp eq i64 %release, 0
  br i1 %short, label %holding, label %releasing
holding:
  %held = call i64 @backsweep_run(ptr %steps, i64 %from, i64 %count, ptr %slots)
  ret i64 %held
releasing:
  %thread = call ptr @PyEval_SaveThread()
  %released = call i64 @backsweep_run(ptr %steps, i64 %from, i64 %count, ptr %slots)
  call void @PyEval_RestoreThread(ptr %thread)
  ret i64 %released
}

; Ask Python about a step that stopped: `interrupt(slots, step)`. A new reference.
define internal ptr @ask(ptr %plan, ptr %slots, i64 %at) {
  %both = alloca [2 x ptr]
  %address = ptrtoint ptr %slots to i64
  %first = call ptr @PyLong_FromSsize_t(i64 %address)
  %second = call ptr @PyLong_FromSsize_t(i64 %at)
  store ptr %first, ptr %both
  %second.at = getelementptr ptr, ptr %both, i64 1
  store ptr %second, ptr %second.at
  %interrupt.at = getelementptr %plan, ptr %plan, i64 0, i32 9
  %interrupt = load ptr, ptr %interrupt.at
  %answer = call ptr @PyObject_Vectorcall(ptr %interrupt, ptr %both, i64 2, ptr null)
  call void @Py_DecRef(ptr %first)
  call void @Py_DecRef(ptr %second)
  ret ptr %answer
}

; Run to the end. Null after the last step; else what Python said instead of None, or
; `%failed`, an address that is no object, if it raised.
@failed = internal constant i64 0
@_Py_NoneStruct = external global i8

define internal ptr @complete(ptr %plan, ptr %slots) {
start:
  %count.at = getelementptr %plan, ptr %plan, i64 0, i32 2
  %count = load i64, ptr %count.at
  br label %next
next:
  %from = phi i64 [ 0, %start ], [ %after, %resume ]
  %at = call i64 @advance(ptr %plan, ptr %slots, i64 %from)
  %done = icmp eq i64 %at, %count
  br i1 %done, label %end, label %stopped
stopped:
  %answer = call ptr @ask(ptr %plan, ptr %slots, i64 %at)
  %after = add i64 %at, 1
  %raised = icmp eq ptr %answer, null
  br i1 %raised, label %error, label %answered
answered:
  %nothing = icmp eq ptr %answer, @_Py_NoneStruct
  br i1 %nothing, label %resume, label %give
resume:
  call void @Py_DecRef(ptr %answer)
  br label %next
give:
  ret ptr %answer
error:
  ret ptr @failed
end:
  ret ptr null
}

; The call from Python (METH_FASTCALL). `self` is the ndarray that holds the plan.
define ptr @backsweep_call(ptr %self, ptr %arguments, i64 %count) {
start:
  %plan.at = getelementptr %array, ptr %self, i64 0, i32 2
  %plan = load ptr, ptr %plan.at
  %inputs.at = getelementptr %plan, ptr %plan, i64 0, i32 3
  %inputs = load ptr, ptr %inputs.at
  %wanted.at = getelementptr %plan, ptr %plan, i64 0, i32 4
  %wanted = load i64, ptr %wanted.at
  %right.count = icmp eq i64 %count, %wanted
  %context = load ptr, ptr %plan
  %any.free = icmp ne ptr %context, null
  %ready = and i1 %right.count, %any.free
  br i1 %ready, label %binding, label %slow
binding:
  %slots = getelementptr %context, ptr %context, i64 0, i32 1
  br label %next
next:
  %at = phi i64 [ 0, %binding ], [ %after, %bound ]
  %all.bound = icmp eq i64 %at, %count
  br i1 %all.bound, label %take, label %one
one:
  %argument.at = getelementptr ptr, ptr %arguments, i64 %at
  %argument = load ptr, ptr %argument.at
  %input = getelementptr %input, ptr %inputs, i64 %at
  %data = call ptr @bind(ptr %plan, ptr %input, ptr %argument, ptr %slots)
  %wrong = icmp eq ptr %data, null
  br i1 %wrong, label %slow, label %bound
bound:
  %slot.at = getelementptr %input, ptr %input, i64 0, i32 0
  %slot = load i64, ptr %slot.at
  %place = getelementptr ptr, ptr %slots, i64 %slot
  store ptr %data, ptr %place
  %after = add i64 %at, 1
  br label %next
slow:
  %slowly.at = getelementptr %plan, ptr %plan, i64 0, i32 8
  %slowly = load ptr, ptr %slowly.at
  %result = call ptr @PyObject_Vectorcall(ptr %slowly, ptr %arguments, i64 %count, ptr null)
  ret ptr %result
take:
  %following = load ptr, ptr %context
  store ptr %following, ptr %plan
  %size.at = getelementptr %plan, ptr %plan, i64 0, i32 6
  %size = load i64, ptr %size.at
  %results = call ptr @PyTuple_New(i64 %size)
  %no.tuple = icmp eq ptr %results, null
  br i1 %no.tuple, label %return, label %claiming
claiming:
  %claimed = call i1 @claim_all(ptr %plan, ptr %slots, ptr %results)
  br i1 %claimed, label %running, label %discard
running:
  %instead = call ptr @complete(ptr %plan, ptr %slots)
  %completed = icmp eq ptr %instead, null
  br i1 %completed, label %boxing, label %stopped
boxing:
  %boxed = call i1 @box_all(ptr %plan, ptr %slots, ptr %results)
  br i1 %boxed, label %return, label %discard
stopped:
  %raised = icmp eq ptr %instead, @failed
  %answer = select i1 %raised, ptr null, ptr %instead
  br label %discard
discard:
  %given = phi ptr [ null, %claiming ], [ null, %boxing ], [ %answer, %stopped ]
  call void @Py_DecRef(ptr %results)
  br label %return
return:
  %final = phi ptr [ %results, %take ], [ %results, %boxing ], [ %given, %discard ]
  %first.free = load ptr, ptr %plan
  store ptr %first.free, ptr %context
  store ptr %context, ptr %plan
  ret ptr %final
}
