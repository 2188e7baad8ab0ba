%% A supervisor whose two hundred children crash, beside a hundred healthy processes.
-module(bench_storm).
-behaviour(supervisor).
-export([start/0, init/1, start_child/3]).

-define(CRASHERS, 200).
-define(CRASHES, 3).
-define(NEIGHBOURS, 100).
-define(CALM_MS, 100).

start() ->
    Left = counters:new(?CRASHERS, []),
    [counters:put(Left, I, -1) || I <- lists:seq(1, ?CRASHERS)],
    {ok, Supervisor} = supervisor:start_link(?MODULE, []),
    [{ok, _} = supervisor:start_child(Supervisor, [self(), Left, I])
     || I <- lists:seq(1, ?CRASHERS)],
    Neighbours = bench_crowd:open(?NEIGHBOURS),
    fun() -> round(Supervisor, Left, Neighbours) end.

round(Supervisor, Left, Neighbours) ->
    bench_crowd:start(Neighbours),
    receive after ?CALM_MS -> ok end,
    Calm = bench_crowd:rate(Neighbours),
    Children = [Pid || {_, Pid, _, _} <- supervisor:which_children(Supervisor)],
    [counters:put(Left, I, ?CRASHES) || I <- lists:seq(1, ?CRASHERS)],
    Took = bench_arm:timed(fun() ->
        [Pid ! crash || Pid <- Children],
        [receive done -> ok end || _ <- Children]
    end),
    Beside = bench_crowd:rate(Neighbours),
    bench_crowd:stop(Neighbours),
    [{restarts, ?CRASHERS * ?CRASHES * 1.0e9 / Took}, {share, Beside / Calm * 100}].

init([]) ->
    Child = #{id => crasher, start => {?MODULE, start_child, []}, restart => permanent},
    {ok, {#{strategy => simple_one_for_one, intensity => 1000000, period => 1}, [Child]}}.

start_child(Boss, Left, I) ->
    {ok, proc_lib:spawn_link(fun() -> child(Boss, Left, I) end)}.

%% A new process has a new mailbox, so that it goes on by what is left and not by a message.
child(Boss, Left, I) ->
    case counters:get(Left, I) of
        -1 -> receive crash -> life(Boss, Left, I) end;
        _ -> life(Boss, Left, I)
    end.

life(Boss, Left, I) ->
    counters:sub(Left, I, 1),
    case counters:get(Left, I) of
        -1 -> Boss ! done, child(Boss, Left, I);
        _ -> error(crash)
    end.
