%% Messages between processes: to one, from many to one, to and fro, around a ring.
-module(bench_messages).
-export([tell/0, fan_in/0, relay/1]).

-define(BATCH, 100000).
-define(SENDERS, 100).

tell() ->
    To = counter(?BATCH),
    fun() ->
        bench_arm:rate_of(?BATCH, fun() -> send(To, ?BATCH), done() end)
    end.

fan_in() ->
    To = counter(?BATCH),
    Senders = [spawn_link(fun() -> sender(To) end) || _ <- lists:seq(1, ?SENDERS)],
    fun() ->
        bench_arm:rate_of(?BATCH, fun() ->
            [Sender ! {go, ?BATCH div ?SENDERS} || Sender <- Senders],
            done()
        end)
    end.

relay(Count) ->
    Boss = self(),
    [First | _] = Links = [spawn_link(fun() -> link_start(Boss) end) || _ <- lists:seq(1, Count)],
    lists:foreach(fun({Link, Next}) -> Link ! {next, Next} end,
        lists:zip(Links, tl(Links) ++ [First])),
    fun() ->
        bench_arm:rate_of(?BATCH, fun() -> First ! {hop, ?BATCH - 1}, done() end)
    end.

done() -> receive done -> ok end.

send(_, 0) -> ok;
send(To, N) -> To ! {add, N}, send(To, N - 1).

counter(Batch) ->
    Boss = self(),
    spawn_link(fun() -> count(Boss, Batch, Batch, 0) end).

count(Boss, Batch, 0, Sum) ->
    Boss ! done,
    count(Boss, Batch, Batch, Sum);
count(Boss, Batch, Left, Sum) ->
    receive {add, N} -> count(Boss, Batch, Left - 1, Sum + N) end.

sender(To) ->
    receive {go, N} -> send(To, N), sender(To) end.

link_start(Boss) ->
    receive {next, Next} -> link_loop(Boss, Next) end.

link_loop(Boss, Next) ->
    receive
        {hop, 0} -> Boss ! done;
        {hop, N} -> Next ! {hop, N - 1}
    end,
    link_loop(Boss, Next).
