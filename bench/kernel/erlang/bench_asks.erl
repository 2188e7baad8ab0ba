%% Questions and answers: gen_server:call, by one asker or by a thousand at a time.
-module(bench_asks).
-behaviour(gen_server).
-export([start/1, init/1, handle_call/3, handle_cast/2]).

start(Askers) ->
    Batch = batch(Askers),
    {ok, To} = gen_server:start_link(?MODULE, [], []),
    Each = Batch div Askers,
    fun() ->
        Rate = bench_arm:rate_of(Batch, fun() ->
            all(Askers, fun() -> ask(To, Each) end)
        end),
        Latencies = lists:append(all(Askers, fun() -> ask_timed(To, Each) end)),
        Rate ++ bench_arm:percentiles(Latencies)
    end.

%% Enough for each asker that starting the askers does not count.
batch(1) -> 10000;
batch(_) -> 100000.

init([]) -> {ok, none}.

handle_call({next, N}, _From, State) -> {reply, N + 1, State}.

handle_cast(_, State) -> {noreply, State}.

%% One asker is the process itself, as one asker there is the program itself.
all(1, Run) ->
    [Run()];
all(Count, Run) ->
    Boss = self(),
    Pids = [spawn_link(fun() -> Boss ! {self(), Run()} end) || _ <- lists:seq(1, Count)],
    [receive {Pid, Result} -> Result end || Pid <- Pids].

ask(_, 0) -> ok;
ask(To, N) ->
    Next = N + 1,
    Next = gen_server:call(To, {next, N}),
    ask(To, N - 1).

ask_timed(_, 0) -> [];
ask_timed(To, N) ->
    [bench_arm:timed(fun() -> gen_server:call(To, {next, N}) end) | ask_timed(To, N - 1)].
