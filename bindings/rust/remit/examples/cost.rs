//! What a call costs: one unit through a case beside bare foreign calls, and a million rows as Arrow. Processor time, the
//! least of several turns.

use arrow_array::{ArrayRef, Decimal128Array, RecordBatch, StringArray};
use remit::{Options, Policy, Result};
use std::hint::black_box;
use std::ptr;
use std::sync::Arc;

const TEXT: &str = "policy bonuses { currency CNY rounding half_up to 0.01 party treasury \
    entity project { key id : text revenue : money } \
    reward bonus for project cite \"1\" { pay 20% * revenue cap 50万元 from treasury } }";

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

fn one_unit() -> Result<()> {
    const CALLS: u32 = 200_000;
    let show = |what: &str, seconds: f64| {
        println!("{what:<52} {:8.1} ns", seconds / f64::from(CALLS) * 1e9);
    };
    let policy = Policy::compile([("bonuses.remit", TEXT)])?;
    let mut case = policy.case("project")?;
    case.run(remit::row! { "id" => "p", "revenue" => 1000 })?;

    let api = remit_sys::api().expect("it is loaded");
    // SAFETY: handles are those that were given, and are freed in the end.
    unsafe {
        show(
            "a bare foreign call",
            least(5, || {
                (0..CALLS).for_each(|_| drop(black_box((api.remit_abi_version)())));
            }),
        );
        let (name, mut raw, mut made) = (c"bonuses.remit", ptr::null_mut(), ptr::null_mut());
        let (text, size) = (TEXT.as_ptr().cast(), TEXT.len());
        (api.remit_compile)(
            1,
            &name.as_ptr(),
            &text,
            &size,
            ptr::null(),
            &mut raw,
            ptr::null_mut(),
        );
        (api.remit_case_new)(raw, ptr::null(), 1, ptr::null(), &mut made, ptr::null_mut());
        let (data, table) = ((api.remit_case_data)(made), (api.remit_case_table)(made));
        let (mut high, mut low, mut scale, none) = (0, 0, 0, ptr::null_mut());
        (api.remit_data_set_text)(data, 1, 0, 0, c"p".as_ptr(), 1, none);
        show(
            "one unit by the calls of the interface",
            least(5, || {
                for i in 0..CALLS {
                    (api.remit_data_set_int64)(data, 1, 0, 1, i64::from(i % 1000), 0, none);
                    (api.remit_case_run)(made, none);
                    (api.remit_table_decimal)(table, 0, 1, &mut high, &mut low, &mut scale, none);
                    black_box(low);
                }
            }),
        );
        (api.remit_case_free)(made);
        (api.remit_policy_free)(raw);
    }

    let (revenue, bonus) = (case.field("revenue")?, case.table().column("bonus")?);
    show(
        "one unit through a case: set, compute, decimal",
        least(5, || {
            for i in 0..CALLS {
                case.set(revenue, i % 1000).expect("a cell");
                let figures = case.compute().expect("a run");
                black_box(figures.decimal(0, bonus).expect("a figure"));
            }
        }),
    );
    show(
        "the same by names: run, text",
        least(5, || {
            for i in 0..CALLS {
                let figures = case.run([("revenue", i % 1000)]).expect("a run");
                black_box(figures.text(0, "bonus").expect("a figure"));
            }
        }),
    );
    Ok(())
}

fn a_million_rows() -> Result<()> {
    const ROWS: i64 = 1_000_000;
    let policy = Policy::compile([("bonuses.remit", TEXT)])?;
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values((0..ROWS).map(|id| id.to_string())));
    let revenue = Decimal128Array::from_iter_values((0..ROWS).map(|id| i128::from(id) * 1001));
    let revenue: ArrayRef = Arc::new(revenue.with_precision_and_scale(18, 2).expect("a type"));
    let batch = RecordBatch::try_from_iter([("id", ids), ("revenue", revenue)]).expect("a batch");
    let mut data = policy.data()?;
    let show = |what: &str, seconds: f64| println!("{what:<52} {:8.2} ms", seconds * 1e3);
    let taken = least(7, || data.set_batch("project", &batch).expect("a table"));
    show("a million rows: Arrow in", taken);
    let options = Options::new().only(remit::Output::COLUMNS);
    show(
        "a million rows: evaluate, Arrow out",
        least(7, || {
            let results = policy.evaluate_with(&data, &options).expect("a run");
            black_box(
                results.all_columns("project").expect("a table").to_batch().expect("a batch"),
            );
        }),
    );
    let evaluated = least(7, || drop(policy.evaluate_with(&data, &options)));
    show("a million rows: of it evaluate", evaluated);
    Ok(())
}

fn main() -> Result<()> {
    one_unit()?;
    a_million_rows()
}
