//! What a call costs: one unit through a case beside bare foreign calls, and a million rows as Arrow. Processor time, the
//! least of several turns.

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, to_ffi};
use arrow_array::{Array, ArrayRef, Decimal128Array, Int64Array, RecordBatch, StructArray};
use remit::{Policy, Result};
use remit_sys::Api;
use std::hint::black_box;
use std::ptr;
use std::sync::Arc;

/// The policy of `benchmarks/boundary`.
const TEXT: &str = "policy boundary { currency CNY rounding half_up to 0.01 party treasury \
    entity project { key number : count revenue : money incentives : money } \
    reward bonus for project cite \"1\" { when revenue > 0 CNY \
    pay 20% * (revenue - incentives) cap 50万 CNY from treasury } }";

/// Seconds of the processor that this process has had.
fn spent() -> f64 {
    unsafe extern "C" {
        fn clock_gettime(clock: i32, to: *mut [i64; 2]) -> i32;
    }
    const CLOCK_PROCESS_CPUTIME_ID: i32 = 2;
    let mut now = [0; 2];
    // SAFETY: on 64-bit Linux that is a timespec.
    unsafe { clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &mut now) };
    now[0] as f64 + now[1] as f64 / 1e9
}

fn least(turns: u32, mut run: impl FnMut()) -> f64 {
    let mut one = || {
        let begun = spent();
        run();
        spent() - begun
    };
    (0..turns).map(|_| one()).fold(f64::INFINITY, f64::min)
}

/// The policy, for the calls of the interface as they are.
fn compiled(api: &Api) -> *mut remit_sys::remit_policy {
    let (name, text, size) = (c"boundary.remit", TEXT.as_ptr().cast(), TEXT.len());
    let mut made = ptr::null_mut();
    // SAFETY: the texts live until the call is over.
    unsafe {
        let names = &name.as_ptr();
        (api.remit_compile)(1, names, &text, &size, ptr::null(), &mut made, ptr::null_mut());
    }
    made
}

/// Arrow in, evaluate, Arrow out, by the calls of the interface alone.
fn million_by_calls(api: &Api, policy: *mut remit_sys::remit_policy, batch: &RecordBatch) {
    let (mut data, mut results, mut table) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    let none = ptr::null_mut();
    let rows = StructArray::from(batch.clone()).into_data();
    let (mut array, schema) = to_ffi(&rows).expect("a table");
    let (mut out, mut of) = (FFI_ArrowArray::empty(), FFI_ArrowSchema::empty());
    // SAFETY: handles are those that were given, and are freed in the end.
    unsafe {
        (api.remit_data_new)(policy, &mut data, none);
        let (schema, array) = (ptr::from_ref(&schema).cast(), ptr::from_mut(&mut array).cast());
        (api.remit_data_set_arrow)(data, 1, schema, array, none);
        (api.remit_evaluate)(policy, data, ptr::null(), &mut results, none);
        (api.remit_results_table)(results, 0, 1, 0, &mut table, none);
        let (to_schema, to) = (ptr::from_mut(&mut of).cast(), ptr::from_mut(&mut out).cast());
        (api.remit_table_export_arrow)(table, to_schema, to, none);
        (api.remit_table_free)(table);
        (api.remit_results_free)(results);
        (api.remit_data_free)(data);
    }
    assert_eq!(out.len(), batch.num_rows());
}

fn one_unit() -> Result<()> {
    const CALLS: u32 = 200_000;
    let show = |what: &str, seconds: f64| {
        println!("{what:<52} {:8.1} ns", seconds / f64::from(CALLS) * 1e9);
    };
    let policy = Policy::compile([("bonuses.remit", TEXT)])?;
    let mut case = policy.case("project")?;
    case.run(remit::row! { "number" => 1, "revenue" => 1_234_567, "incentives" => 0 })?;

    let (revenue, bonus) = (case.field("revenue")?, case.table().column("bonus")?);

    let api = remit_sys::api().expect("it is loaded");
    // SAFETY: handles are those that were given, and are freed in the end.
    unsafe {
        show(
            "a bare foreign call",
            least(5, || {
                (0..CALLS).for_each(|_| {
                    black_box((api.remit_abi_version)());
                });
            }),
        );
        let (raw, mut made) = (compiled(api), ptr::null_mut());
        (api.remit_case_new)(raw, ptr::null(), 1, ptr::null(), &mut made, ptr::null_mut());
        let (data, table) = ((api.remit_case_data)(made), (api.remit_case_table)(made));
        let (mut high, mut low, mut scale, none) = (0, 0, 0, ptr::null_mut());
        for (field, value) in [(0, 1), (1, 1_234_567), (2, 0)] {
            (api.remit_data_set_int64)(data, 1, 0, field, value, 0, none);
        }
        (api.remit_case_run)(made, none);
        show(
            "one unit by the calls of the interface",
            least(5, || {
                for i in 0..CALLS {
                    (api.remit_data_set_int64)(data, 1, 0, 1, i64::from(i), 0, none);
                    (api.remit_case_run)(made, none);
                    (api.remit_table_decimal)(
                        table, 0, bonus, &mut high, &mut low, &mut scale, none,
                    );
                    black_box(low);
                }
            }),
        );
        (api.remit_case_free)(made);
        (api.remit_policy_free)(raw);
    }

    show(
        "one unit through a case: set, compute, decimal",
        least(5, || {
            for i in 0..CALLS {
                case.set(revenue, i).expect("a cell");
                let figures = case.compute().expect("a run");
                black_box(figures.decimal(0, bonus).expect("a figure"));
            }
        }),
    );
    let mut other = policy.case("project")?;
    other.run(remit::row! { "number" => 1, "revenue" => 1_234_567, "incentives" => 0 })?;
    let mut desk = other.exchange(&["revenue"], &["bonus"])?;
    show(
        "the same by an exchange: set, run, decimal",
        least(5, || {
            for i in 0..CALLS {
                desk.set(0, i).expect("a cell");
                black_box(desk.run().expect("a run").decimal(0).expect("a figure"));
            }
        }),
    );
    show(
        "the same by names: run, text",
        least(5, || {
            for i in 0..CALLS {
                let figures = case.run([("revenue", i)]).expect("a run");
                black_box(figures.text(0, "bonus").expect("a figure"));
            }
        }),
    );
    Ok(())
}

fn a_million_rows() -> Result<()> {
    const ROWS: i64 = 1_000_000;
    let policy = Policy::compile([("bonuses.remit", TEXT)])?;
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(0..ROWS));
    let money = |values: &dyn Fn(i64) -> i128| -> ArrayRef {
        let exact = Decimal128Array::from_iter_values((0..ROWS).map(values));
        Arc::new(exact.with_precision_and_scale(18, 2).expect("a type"))
    };
    let columns = [
        ("number", numbers),
        ("revenue", money(&|number| i128::from(number) * 7919)),
        ("incentives", money(&|_| 100)),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let mut data = policy.data()?;
    let show = |what: &str, seconds: f64| println!("{what:<52} {:8.2} ms", seconds * 1e3);
    let (api, raw) = (
        remit_sys::api().expect("it is loaded"),
        compiled(remit_sys::api().expect("it is loaded")),
    );
    let calls = least(9, || million_by_calls(api, raw, &batch));
    show("a million rows by the calls of the interface", calls);
    // SAFETY: nothing uses it any more.
    unsafe { (api.remit_policy_free)(raw) };
    let in_and_out = || -> Result<RecordBatch> {
        let mut data = policy.data()?;
        data.set_batch("project", &batch)?;
        policy.evaluate(&data)?.table("project")?.to_batch()
    };
    let whole = least(9, || drop(black_box(in_and_out().expect("a batch"))));
    show("a million rows: Arrow in, evaluate, Arrow out", whole);
    let taken = least(7, || data.set_batch("project", &batch).expect("a table"));
    show("of it Arrow in", taken);
    let evaluated = least(7, || drop(policy.evaluate(&data)));
    show("of it evaluate", evaluated);
    let results = policy.evaluate(&data)?;
    let table = results.table("project")?;
    show("of it Arrow out", least(7, || drop(black_box(table.to_batch()))));
    Ok(())
}

fn main() -> Result<()> {
    one_unit()?;
    a_million_rows()
}
