%% One arm of the benchmark: sets a workload up, then runs a round for each line it reads, and answers
%% each with one line of JSON. The workloads are those of ../workloads: same messages, same counts.
-module(bench_arm).
-export([main/0, rate_of/2, rate_of/3, timed/1, percentiles/1, collect/0]).

%% Shorter rounds measure the clock and the collector.
-define(MIN_ROUND_US, 80000).

main() ->
    logger:set_primary_config(level, none),
    [Workload] = init:get_plain_arguments(),
    case setup(Workload) of
        {missing, Reason} ->
            io:format("{\"missing\":\"~s\"}~n", [Reason]);
        {ready, Facts, Round} ->
            print([{ready, 1} | Facts]),
            serve(Round);
        Round ->
            print([{ready, 1}]),
            serve(Round)
    end,
    erlang:halt(0, [{flush, true}]).

setup("tell") -> bench_messages:tell();
setup("fanIn") -> bench_messages:fan_in();
setup("pingPong") -> bench_messages:relay(2);
setup("ring") -> bench_messages:relay(1000);
setup("behaviours") -> bench_behaviours:start();
setup("askSequential") -> bench_asks:start(1);
setup("askConcurrent") -> bench_asks:start(1000);
setup("spawnStop") -> bench_lives:spawn_stop();
setup("skynet") -> bench_lives:skynet();
setup("idle") -> bench_lives:idle();
setup("heap") -> bench_lives:heap();
setup("crashStorm") -> bench_storm:start();
setup("overload") -> bench_overload:start();
setup("echo") -> bench_echo:start();
setup(Other) -> {missing, "no workload " ++ Other}.

serve(Round) ->
    case io:get_line("") of
        eof -> ok;
        {error, _} -> ok;
        _ -> print(Round()), serve(Round)
    end.

print(Figures) ->
    Fields = [io_lib:format("\"~s\":~s", [Name, number(Value)]) || {Name, Value} <- Figures],
    io:format("{~s}~n", [lists:join(",", Fields)]).

number(Value) when is_integer(Value) -> integer_to_list(Value);
number(Value) -> io_lib:format("~.4f", [Value]).

%% A round that repeats a batch until it has lasted long enough: operations per second, counted when done.
rate_of(Operations, Batch) -> rate_of(rate, Operations, Batch).

rate_of(Name, Operations, Batch) ->
    Began = erlang:monotonic_time(microsecond),
    repeat(Name, Operations, Batch, Began, 1).

repeat(Name, Operations, Batch, Began, Batches) ->
    Batch(),
    case erlang:monotonic_time(microsecond) - Began of
        Took when Took >= ?MIN_ROUND_US -> [{Name, Operations * Batches * 1.0e6 / Took}];
        _ -> repeat(Name, Operations, Batch, Began, Batches + 1)
    end.

%% Nanoseconds that something took.
timed(Run) ->
    Began = erlang:monotonic_time(nanosecond),
    Run(),
    erlang:monotonic_time(nanosecond) - Began.

%% Median and slowest hundredth of nanoseconds, as microseconds.
percentiles(Latencies) ->
    Sorted = list_to_tuple(lists:sort(Latencies)),
    Size = tuple_size(Sorted),
    At = fun(Share) -> element(1 + trunc((Size - 1) * Share), Sorted) / 1000 end,
    [{p50, At(0.5)}, {p99, At(0.99)}].

collect() ->
    lists:foreach(fun erlang:garbage_collect/1, processes()).
