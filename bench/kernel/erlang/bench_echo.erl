%% Bytes that arrive on a socket go back at once, while other processes keep the schedulers busy.
-module(bench_echo).
-export([start/0]).

-define(CROWD, 64).
-define(SATURATED_MS, 900).

start() ->
    Crowd = bench_crowd:open(?CROWD),
    {ok, Listener} = gen_tcp:listen(0, [binary, {active, true}, {nodelay, true}, {ip, {127, 0, 0, 1}}]),
    {ok, Port} = inet:port(Listener),
    spawn_link(fun() -> accept(Listener) end),
    {ready, [{port, Port}], fun() ->
        bench_crowd:start(Crowd),
        receive after ?SATURATED_MS -> ok end,
        Rate = bench_crowd:rate(Crowd),
        bench_crowd:stop(Crowd),
        [{rate, Rate}]
    end}.

accept(Listener) ->
    {ok, Socket} = gen_tcp:accept(Listener),
    Pid = spawn(fun() -> receive go -> echo(Socket) end end),
    ok = gen_tcp:controlling_process(Socket, Pid),
    Pid ! go,
    accept(Listener).

echo(Socket) ->
    receive
        {tcp, Socket, Bytes} -> ok = gen_tcp:send(Socket, Bytes), echo(Socket);
        {tcp_closed, Socket} -> ok
    end.
