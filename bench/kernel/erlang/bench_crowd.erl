%% Processes that never pause: each sends itself the next message while it handles one.
-module(bench_crowd).
-export([open/1, start/1, stop/1, rate/1]).

open(Size) ->
    Members = [begin
        Counter = counters:new(1, []),
        {spawn_link(fun() -> member(Counter, false) end), Counter}
    end || _ <- lists:seq(1, Size)],
    {Members, counters:new(1, [])}.

start({Members, _} = Crowd) ->
    [Pid ! start || {Pid, _} <- Members],
    rate(Crowd).

stop({Members, _}) ->
    [Pid ! stop || {Pid, _} <- Members],
    receive after 20 -> ok end.

%% Messages per second since `start` or the last call.
rate({Members, Since}) ->
    Now = erlang:monotonic_time(microsecond),
    Took = max(1, Now - counters:get(Since, 1)),
    counters:put(Since, 1, Now),
    Handled = lists:sum([taken(Counter) || {_, Counter} <- Members]),
    Handled * 1.0e6 / Took.

taken(Counter) ->
    Handled = counters:get(Counter, 1),
    counters:sub(Counter, 1, Handled),
    Handled.

member(Counter, Busy) ->
    receive
        again when Busy -> again(Counter);
        again -> member(Counter, Busy);
        start -> again(Counter);
        stop -> member(Counter, false)
    end.

again(Counter) ->
    counters:add(Counter, 1, 1),
    self() ! again,
    member(Counter, true).
