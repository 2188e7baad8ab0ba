%% Sixteen kinds of process, each of which gets sixteen shapes of message.
-module(bench_behaviours).
-export([start/0]).

-define(BATCH, 102400).

start() ->
    Boss = self(),
    Each = ?BATCH div 16,
    Pids = list_to_tuple(
        [spawn_link(fun() -> loop(Boss, Kind, Each, Each, 0) end) || Kind <- lists:seq(0, 15)]),
    fun() ->
        bench_arm:rate_of(?BATCH, fun() ->
            send(Pids, 0),
            [receive done -> ok end || _ <- lists:seq(1, 16)]
        end)
    end.

send(_, ?BATCH) -> ok;
send(Pids, N) ->
    element(((N bsr 4) band 15) + 1, Pids) ! shape(N band 15, N),
    send(Pids, N + 1).

loop(Boss, Kind, Each, 0, Sum) ->
    Boss ! done,
    loop(Boss, Kind, Each, Each, Sum);
loop(Boss, Kind, Each, Left, Sum) ->
    receive Message -> loop(Boss, Kind, Each, Left - 1, Sum + behave(Kind, number_of(Message))) end.

shape(0, N) -> {registered, N};
shape(1, N) -> {renamed, N, a};
shape(2, N) -> {heartbeat, N, N};
shape(3, N) -> {closed, N, quiet};
shape(4, N) -> {ordered, N, N, stop};
shape(5, N) -> {answered, N};
shape(6, N) -> {measured, N, 20};
shape(7, N) -> {moved, N, 1, 2};
shape(8, N) -> {resized, N, 3, 4};
shape(9, N) -> {listed, N, []};
shape(10, N) -> {failed, N, undefined};
shape(11, N) -> {queued, N, N};
shape(12, N) -> {sent, N, N, false};
shape(13, N) -> {timed, N, N};
shape(14, N) -> {kept, N, N, N};
shape(15, N) -> {raised, N, true}.

number_of({registered, N}) -> N;
number_of({renamed, N, _}) -> N;
number_of({heartbeat, N, _}) -> N;
number_of({closed, N, _}) -> N;
number_of({ordered, N, _, _}) -> N;
number_of({answered, N}) -> N;
number_of({measured, N, _}) -> N;
number_of({moved, N, _, _}) -> N;
number_of({resized, N, _, _}) -> N;
number_of({listed, N, _}) -> N;
number_of({failed, N, _}) -> N;
number_of({queued, N, _}) -> N;
number_of({sent, N, _, _}) -> N;
number_of({timed, N, _}) -> N;
number_of({kept, N, _, _}) -> N;
number_of({raised, N, _}) -> N.

behave(0, N) -> N;
behave(1, N) -> N + 1;
behave(2, N) -> N - 2;
behave(3, N) -> N bxor 3;
behave(4, N) -> N bor 4;
behave(5, N) -> N band 5;
behave(6, N) -> N bsr 6;
behave(7, N) -> N bsl 1;
behave(8, N) -> 8 - N;
behave(9, N) -> 9 bxor N;
behave(10, N) -> -N;
behave(11, N) -> bnot N;
behave(12, N) -> N rem 12;
behave(13, N) -> N + 13;
behave(14, N) -> N - 14;
behave(15, N) -> N + 6.
