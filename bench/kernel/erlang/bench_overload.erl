%% A consumer that takes two microseconds for each message, sent faster than that. Mailboxes have no bound here.
-module(bench_overload).
-export([start/0]).

-define(OFFERED, 100000).
-define(CONSUME_NS, 2000).

start() ->
    fun() ->
        bench_arm:collect(),
        Boss = self(),
        Before = erlang:memory(total),
        Consumer = spawn_link(fun() -> consume(Boss, 0) end),
        Growth = produce(Consumer, ?OFFERED, Before),
        Handled = receive {handled, Count} -> Count end,
        [{growth, max(0, Growth) / 1048576}, {dropped, (1 - Handled / ?OFFERED) * 100}]
    end.

produce(Consumer, 0, Before) ->
    Growth = erlang:memory(total) - Before,
    Consumer ! {last, 0},
    Growth;
produce(Consumer, N, Before) ->
    Consumer ! {frame, N},
    produce(Consumer, N - 1, Before).

consume(Boss, Handled) ->
    receive
        {frame, _} ->
            spin(erlang:monotonic_time(nanosecond) + ?CONSUME_NS),
            consume(Boss, Handled + 1);
        {last, _} ->
            Boss ! {handled, Handled}
    end.

spin(Until) ->
    case erlang:monotonic_time(nanosecond) of
        Now when Now >= Until -> ok;
        _ -> spin(Until)
    end.
