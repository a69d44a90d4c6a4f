------------------------------- MODULE Voters -------------------------------
(***************************************************************************)
(* Who votes: the log that decides everything also decides who decides.    *)
(* Raft with changes of one voter at a time, in which a voter is a node    *)
(* together with one memory. A voter that restarts goes on with its term,  *)
(* vote and log. A wiped one never answers again: what comes back under    *)
(* the name of its node is another voter, empty and in no log yet, which   *)
(* learns, and becomes a voter by a change like any other.                 *)
(*                                                                         *)
(* An entry says who votes from then on, committed or not; one that says   *)
(* the same as the one before it is a command, or begins a term. What a    *)
(* leader sends may be lost or late as long as it believes to lead, also   *)
(* when others have begun a later term.                                    *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Servers,  \* every memory of every node, of now and of later
  First,    \* those that begin
  MaxTerm, MaxLog, MaxWipes,
  Commands, \* whether there are entries besides changes and those that begin a term
  AtOnce,   \* whether an election is one step: fewer states, for searching further
  Mistake

VARIABLES
  term, voted,  \* durable: the latest term known, and whether the vote in it is given
  log,          \* durable
  role,         \* "follows", "stands" or "leads"
  votes,        \* of those that stand: who said yes
  match,        \* of leaders: how far each server is known to have their log
  commit,       \* of leaders: how far they know it to be committed
  committed,    \* history: the longest log that was ever committed
  committedIn,  \* history: in which term
  wipes

durable == <<term, voted, log>>
leading == <<match, commit>>
history == <<committed, committedIn, wipes>>
vars == <<durable, role, votes, leading, history>>

Min(a, b) == IF a < b THEN a ELSE b
Max(a, b) == IF a > b THEN a ELSE b

IsPrefix(a, b) == Len(a) <= Len(b) /\ SubSeq(b, 1, Len(a)) = a
VotersIn(entries) == IF entries = <<>> THEN First ELSE entries[Len(entries)].voters
VotersOf(s) == VotersIn(log[s])
LastTerm(entries) == IF entries = <<>> THEN 0 ELSE entries[Len(entries)].term
IsMajority(some, all) == 2 * Cardinality(some \cap all) > Cardinality(all)

None == [s \in Servers |-> 0]

Init ==
  /\ term = None /\ voted = [s \in Servers |-> FALSE]
  /\ log = [s \in Servers |-> <<>>]
  /\ role = [s \in Servers |-> "follows"]
  /\ votes = [s \in Servers |-> {}]
  /\ match = [s \in Servers |-> None]
  /\ commit = None
  /\ committed = <<>> /\ committedIn = 0 /\ wipes = 0

-----------------------------------------------------------------------------
(* Elections. *)

\* No leader was heard of. Term and own vote are durable before anybody is asked.
Stand(s) ==
  /\ ~AtOnce
  /\ role[s] # "leads" /\ term[s] < MaxTerm
  /\ s \in VotersOf(s)
  /\ term' = [term EXCEPT ![s] = @ + 1]
  /\ voted' = [voted EXCEPT ![s] = TRUE]
  /\ role' = [role EXCEPT ![s] = "stands"]
  /\ votes' = [votes EXCEPT ![s] = {s}]
  /\ UNCHANGED <<log, leading, history>>

IsUpToDate(c, s) ==
  \/ LastTerm(log[c]) > LastTerm(log[s])
  \/ LastTerm(log[c]) = LastTerm(log[s]) /\ Len(log[c]) >= Len(log[s])
  \/ Mistake = "votes for shorter logs"

MayVote(s, c) ==
  \/ term[s] < term[c]
  \/ term[s] = term[c] /\ (~voted[s] \/ Mistake = "votes twice in a term") /\ role[s] = "follows"

\* Whoever takes a later term over follows in it; it leads and stands for nothing any more.
Follow(s) ==
  /\ role' = [role EXCEPT ![s] = "follows"]
  /\ match' = [match EXCEPT ![s] = None]
  /\ commit' = [commit EXCEPT ![s] = 0]

Vote(s, c) ==
  /\ s # c /\ role[c] = "stands"
  /\ MayVote(s, c) /\ IsUpToDate(c, s)
  /\ term' = [term EXCEPT ![s] = term[c]]
  /\ voted' = [voted EXCEPT ![s] = TRUE]
  /\ votes' = [votes EXCEPT ![c] = @ \cup {s}, ![s] = {}]
  /\ Follow(s)
  /\ UNCHANGED <<log, history>>

\* With the entry that begins the term, unless the model's logs may not grow any more.
Begun(c, t) ==
  IF Len(log[c]) < MaxLog THEN Append(log[c], [term |-> t, voters |-> VotersOf(c)]) ELSE log[c]

Win(c) ==
  /\ role[c] = "stands"
  /\ IsMajority(votes[c], VotersOf(c))
  /\ role' = [role EXCEPT ![c] = "leads"]
  /\ votes' = [votes EXCEPT ![c] = {}]
  /\ log' = [log EXCEPT ![c] = Begun(c, term[c])]
  /\ match' = [match EXCEPT ![c] = [None EXCEPT ![c] = Len(Begun(c, term[c]))]]
  /\ UNCHANGED <<term, voted, commit, history>>

\* The three above in one step, in any later term it has heard of, also by one that led before.
Elect(c, t, yes) ==
  /\ AtOnce
  /\ term[c] < t
  /\ c \in yes /\ IsMajority(yes, VotersOf(c))
  /\ 2 * (Cardinality(yes) - 1) <= Cardinality(VotersOf(c))  \* as few as will do
  /\ \A s \in yes : term[s] < t /\ IsUpToDate(c, s)
  /\ term' = [s \in Servers |-> IF s \in yes THEN t ELSE term[s]]
  /\ voted' = [s \in Servers |-> IF s \in yes THEN TRUE ELSE voted[s]]
  /\ role' = [s \in Servers |->
       IF s = c THEN "leads" ELSE IF s \in yes THEN "follows" ELSE role[s]]
  /\ log' = [log EXCEPT ![c] = Begun(c, t)]
  /\ match' = [s \in Servers |->
       IF s = c THEN [None EXCEPT ![c] = Len(Begun(c, t))]
       ELSE IF s \in yes THEN None ELSE match[s]]
  /\ commit' = [s \in Servers |-> IF s \in yes THEN 0 ELSE commit[s]]
  /\ UNCHANGED <<votes, history>>

\* It crashed and is back, or has heard of a later term.
Restart(s) ==
  /\ role[s] # "follows" /\ ~AtOnce
  /\ Follow(s)
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ UNCHANGED <<durable, history>>

\* What must not be: its memory is gone, and it goes on under its name.
Wipe(s) ==
  /\ Mistake = "a wiped voter keeps its name" /\ wipes < MaxWipes
  /\ term' = [term EXCEPT ![s] = 0]
  /\ voted' = [voted EXCEPT ![s] = FALSE]
  /\ log' = [log EXCEPT ![s] = <<>>]
  /\ Follow(s)
  /\ votes' = [votes EXCEPT ![s] = {}]
  /\ wipes' = wipes + 1
  /\ UNCHANGED <<committed, committedIn>>

-----------------------------------------------------------------------------
(* The log. *)

Write(l, voters) ==
  /\ role[l] = "leads" /\ Len(log[l]) < MaxLog
  /\ log' = [log EXCEPT ![l] = Append(@, [term |-> term[l], voters |-> voters])]
  /\ match' = [match EXCEPT ![l][l] = Len(log[l]) + 1]
  /\ UNCHANGED <<term, voted, role, votes, commit, history>>

Command(l) == Commands /\ Write(l, VotersOf(l))

LastChange(entries) ==
  LET changes == {i \in DOMAIN entries :
        entries[i].voters # (IF i = 1 THEN First ELSE entries[i - 1].voters)}
  IN IF changes = {} THEN 0 ELSE CHOOSE i \in changes : \A j \in changes : j <= i

\* One change at a time, and none before an entry of the own term is committed.
MayChange(l) ==
  /\ LastChange(log[l]) <= commit[l] \/ Mistake = "changes before the last one is committed"
  /\ \/ commit[l] > 0 /\ log[l][commit[l]].term = term[l]
     \/ Mistake \in {"changes before its term has begun", "changes before the last one is committed"}

Change(l, s) ==
  /\ MayChange(l)
  /\ LET voters == IF s \in VotersOf(l) THEN VotersOf(l) \ {s} ELSE VotersOf(l) \cup {s} IN
       /\ voters # {}
       /\ Write(l, voters)

ChangeTwo(l, s, t) ==
  /\ Mistake = "changes two at once"
  /\ s # t
  /\ MayChange(l)
  /\ LET both == {s, t}
         voters == (VotersOf(l) \ both) \cup (both \ VotersOf(l)) IN
       /\ voters # {}
       /\ Write(l, voters)

\* What a follower has beyond is cut off only if it contradicts.
Merged(own, sent) == IF IsPrefix(sent, own) THEN own ELSE sent

Replicate(l, f, n) ==
  /\ role[l] = "leads" /\ l # f /\ n <= Len(log[l])
  /\ term[f] <= term[l]
  /\ n > match[l][f] \/ term[f] < term[l]
  /\ term' = [term EXCEPT ![f] = term[l]]
  /\ voted' = [voted EXCEPT ![f] = IF term[f] < term[l] THEN FALSE ELSE @]
  /\ log' = [log EXCEPT ![f] = Merged(@, SubSeq(log[l], 1, n))]
  /\ role' = [role EXCEPT ![f] = "follows"]
  /\ votes' = [votes EXCEPT ![f] = {}]
  /\ match' = [match EXCEPT ![f] = None, ![l][f] = Max(@, n)]
  /\ commit' = [commit EXCEPT ![f] = 0]
  /\ UNCHANGED history

\* How many must have an entry. MicroRaft takes one fewer of an even number of voters above two, once
\* the latest change is committed, for elections still take a majority. With changes that is a mistake.
Enough(l) ==
  LET all == Cardinality(VotersOf(l))
      majority == all \div 2 + 1
      settled == LastChange(log[l]) <= commit[l]
  IN IF Mistake = "half of four is enough" /\ all % 2 = 0 /\ majority # 2 /\ settled
       THEN majority - 1 ELSE majority

\* Counted with the voters that the leader's log names last, committed or not.
Commit(l, n) ==
  /\ role[l] = "leads" /\ n \in (commit[l] + 1)..Len(log[l])
  /\ log[l][n].term = term[l] \/ Mistake = "commits what others began"
  /\ Cardinality({s \in VotersOf(l) : match[l][s] >= n}) >= Enough(l)
  /\ commit' = [commit EXCEPT ![l] = n]
  /\ LET entries == SubSeq(log[l], 1, n) IN
       IF IsPrefix(entries, committed)
         THEN UNCHANGED <<committed, committedIn>>
         ELSE committed' = entries /\ committedIn' = term[l]
  /\ UNCHANGED <<durable, role, votes, match, wipes>>

Next ==
  \/ \E s \in Servers : Stand(s) \/ Win(s) \/ Restart(s) \/ Wipe(s) \/ Command(s)
  \/ \E s, t \in Servers : Vote(s, t) \/ Change(s, t)
  \/ \E c \in Servers, t \in 1..MaxTerm : \E yes \in SUBSET VotersOf(c) : Elect(c, t, yes)
  \/ \E l, s, t \in Servers : ChangeTwo(l, s, t)
  \/ \E l, f \in Servers, n \in 1..MaxLog : Replicate(l, f, n)
  \/ \E l \in Servers, n \in 1..MaxLog : Commit(l, n)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold. *)

OneLeaderInATerm ==
  \A s, t \in Servers :
    role[s] = "leads" /\ role[t] = "leads" /\ term[s] = term[t] => s = t

\* Whoever leads in a later term has all that was committed before.
LeadersAreComplete ==
  \A s \in Servers :
    role[s] = "leads" /\ term[s] > committedIn => IsPrefix(committed, log[s])

CommittedStays == [][IsPrefix(committed, committed')]_committed

Symmetric == Permutations(First) \cup Permutations(Servers \ First)
=============================================================================
