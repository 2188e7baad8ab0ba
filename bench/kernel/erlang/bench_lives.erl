%% Processes that come and go: spawn, stop, a tree of a million, a hundred thousand idle ones.
-module(bench_lives).
-export([spawn_stop/0, skynet/0, idle/0, heap/0]).

-define(POOL, 10000).
-define(LEAVES, 1000000).
-define(IDLE, 100000).
-define(ACTIVE, 1000).
-define(BATCH, 100000).
-define(CYCLES, 1000000).

%% Children are linked to a parent that hears of their end, as under a supervisor.
spawn_stop() ->
    process_flag(trap_exit, true),
    Names = list_to_tuple([list_to_atom("child" ++ integer_to_list(I)) || I <- lists:seq(1, ?POOL)]),
    fun() ->
        {Spawn, Stop} = life_rate(fun spawn_many/1, 0, 0, 0),
        {Named, _} = life_rate(fun(Count) -> spawn_named(Count, Names) end, 0, 0, 0),
        [{spawn, Spawn}, {stop, Stop}, {named, Named}]
    end.

%% A round lasts as long as those of bench_arm:rate_of/2.
life_rate(_, Count, SpawnNs, StopNs) when SpawnNs + StopNs >= 80000000 ->
    {Count * 1.0e9 / SpawnNs, Count * 1.0e9 / StopNs};
life_rate(SpawnAll, Count, SpawnNs, StopNs) ->
    Began = erlang:monotonic_time(nanosecond),
    Children = SpawnAll(?POOL),
    Spawned = erlang:monotonic_time(nanosecond),
    stop_all(Children),
    Stopped = erlang:monotonic_time(nanosecond),
    life_rate(SpawnAll, Count + ?POOL, SpawnNs + Spawned - Began, StopNs + Stopped - Spawned).

spawn_named(Count, Names) ->
    Children = spawn_many(Count),
    lists:foldl(fun(Child, I) -> register(element(I, Names), Child), I + 1 end, 1, Children),
    Children.

%% Done when every child has begun to run.
spawn_many(Count) ->
    Started = counters:new(1, []),
    Children = [spawn_link(fun() -> counters:add(Started, 1, 1), child() end)
                || _ <- lists:seq(1, Count)],
    wait_until(Started, Count),
    Children.

wait_until(Started, Count) ->
    case counters:get(Started, 1) of
        Count -> ok;
        _ -> erlang:yield(), wait_until(Started, Count)
    end.

child() ->
    receive {stop, _} -> ok end.

%% Done when the parent has heard of the end of each.
stop_all(Children) ->
    [Child ! {stop, 0} || Child <- Children],
    [receive {'EXIT', Child, normal} -> ok end || Child <- Children].

skynet() ->
    fun() ->
        Boss = self(),
        Took = bench_arm:timed(fun() ->
            spawn(fun() -> node(Boss, 0, ?LEAVES) end),
            Expected = ?LEAVES * (?LEAVES - 1) div 2,
            receive {sum, Expected} -> ok end
        end),
        [{rate, 1111111 * 1.0e9 / Took}]
    end.

node(Parent, Number, 1) ->
    Parent ! {sum, Number};
node(Parent, Number, Size) ->
    Self = self(),
    Part = Size div 10,
    [spawn(fun() -> node(Self, Number + I * Part, Part) end) || I <- lists:seq(0, 9)],
    Parent ! {sum, sums(10, 0)}.

sums(0, Sum) -> Sum;
sums(Left, Sum) ->
    receive {sum, Part} -> sums(Left - 1, Sum + Part) end.

idle() ->
    bench_arm:collect(),
    Before = erlang:memory(total),
    Boss = self(),
    All = [spawn_link(fun() -> idler(Boss) end) || _ <- lists:seq(1, ?IDLE)],
    receive after 500 -> ok end,
    bench_arm:collect(),
    Bytes = (erlang:memory(total) - Before) / ?IDLE,
    Tuple = list_to_tuple(All),
    Active = [element(I * (?IDLE div ?ACTIVE) + 1, Tuple) || I <- lists:seq(0, ?ACTIVE - 1)],
    fun() ->
        [{bytes, Bytes} | bench_arm:rate_of(?BATCH, fun() -> rouse(Active) end)]
    end.

%% Each active one has the same number of messages; each tells when it had its last.
rouse(Active) ->
    rouse(Active, ?BATCH div ?ACTIVE),
    [receive done -> ok end || _ <- Active].

rouse(_, 0) -> ok;
rouse(Active, N) ->
    [To ! {add, N} || To <- Active],
    rouse(Active, N - 1).

idler(Boss) ->
    receive
        {add, 1} -> Boss ! done;
        {add, _} -> ok
    end,
    idler(Boss).

%% What a million of each leaves behind, in megabytes.
heap() ->
    process_flag(trap_exit, true),
    Idle = spawn_link(fun child/0),
    Lives = fun() -> stop_all(spawn_many(?POOL)) end,
    Watches = fun() -> watches(Idle, ?POOL) end,
    Lives(),
    Watches(),
    fun() -> [{lives, growth(Lives)}, {watches, growth(Watches)}] end.

watches(_, 0) -> ok;
watches(Pid, N) ->
    erlang:demonitor(erlang:monitor(process, Pid), [flush]),
    watches(Pid, N - 1).

growth(Cycles) ->
    bench_arm:collect(),
    Before = erlang:memory(total),
    [Cycles() || _ <- lists:seq(1, ?CYCLES div ?POOL)],
    bench_arm:collect(),
    (erlang:memory(total) - Before) / 1048576.
