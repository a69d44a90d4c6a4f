------------------------------ MODULE Transfer ------------------------------
(***************************************************************************)
(* How a lease goes from one member to the next: by transfer with consent, *)
(* or because the next one waits in the replicated line. Clocks, messages  *)
(* and crashes are those of Lease; there is one leader, which may begin to *)
(* lead anew at any time, and renewals are as there.                       *)
(*                                                                         *)
(* Who is transferred to has agreed before, and the voters tell it which   *)
(* consent that was: it counts from the reading it took then. If that was  *)
(* long ago, or is not remembered, it renews first.                        *)
(* Whose turn comes in the line uses an older one: the reading before its  *)
(* latest question to which the voters answered that it waits, and under   *)
(* which token the key was then. What it is told must name a greater one.  *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, TLC

CONSTANTS
  Members, Nobody,
  Term, Wait, Slow, Fast,
  MaxToken, MaxRenewals, MaxAsks, MaxAnswers, MaxTold,
  Mistake

VARIABLES
  owner, token, renewals,
  line,     \* who waits for the key, in order: replicated as well
  held, ended,
  place,    \* what each member knows of its place: age of the reading, token of the owner then
  asks, answers,
  told,     \* messages of voters: you are the owner, by transfer or in turn, under that token;
            \* with a transfer goes the age of the consent it rests on
  watch,    \* how long the leader has waited since the latest grant or renewal
  expires   \* whether an expiry of the grant as it is now is under way

replicated == <<owner, token, renewals, line>>
holders == <<held, ended, place>>
messages == <<asks, answers, told>>
patience == <<watch, expires>>
vars == <<replicated, holders, messages, patience>>

NotHeld == [token |-> 0, age |-> 0]
NoPlace == [waits |-> FALSE, age |-> 0, above |-> 0]
Max(a, b) == IF a > b THEN a ELSE b
Min(a, b) == IF a < b THEN a ELSE b

Valid(m) == held[m].token # 0 /\ held[m].age < Term
InLine(m) == \E i \in DOMAIN line : line[i] = m
Without(m) == SelectSeq(line, LAMBDA x : x # m)

Init ==
  /\ owner = Nobody /\ token = 0 /\ renewals = 0 /\ line = <<>>
  /\ held = [m \in Members |-> NotHeld]
  /\ ended = [m \in Members |-> 0]
  /\ place = [m \in Members |-> NoPlace]
  /\ asks = {} /\ answers = {} /\ told = {}
  /\ watch = 0 /\ expires = FALSE

-----------------------------------------------------------------------------
(* The members. *)

Command(m, kind, t, to) ==
  [by |-> m, kind |-> kind, token |-> t, to |-> to, age |-> 0, consent |-> 0]

Send(c) ==
  /\ Cardinality(asks) < MaxAsks
  /\ asks' = asks \cup {c}

End(m) ==
  /\ held' = [held EXCEPT ![m] = NotHeld]
  /\ ended' = [ended EXCEPT ![m] = Max(@, held[m].token)]

\* Asks for the key or a place; whoever waits already and was not served asks again like this, too.
AskJoin(m) ==
  /\ ~Valid(m)
  /\ End(m)
  /\ place' = [place EXCEPT ![m] = NoPlace]
  /\ Send(Command(m, "join", ended'[m], m))
  /\ UNCHANGED <<replicated, answers, told, patience>>

AskStand(m) ==
  /\ place[m].waits
  /\ Send(Command(m, "stand", 0, m))
  /\ UNCHANGED <<replicated, holders, answers, told, patience>>

AskLeave(m) ==
  /\ place[m].waits
  /\ place' = [place EXCEPT ![m] = NoPlace]
  /\ Send(Command(m, "leave", 0, m))
  /\ UNCHANGED <<replicated, held, ended, answers, told, patience>>

AskRenew(m) ==
  /\ held[m].token # 0
  /\ Send(Command(m, "renew", held[m].token, m))
  /\ UNCHANGED <<replicated, holders, answers, told, patience>>

\* Gives the lease up here before anybody is told.
AskRelease(m) ==
  /\ Valid(m)
  /\ End(m)
  /\ Send(Command(m, "release", held[m].token, m))
  /\ UNCHANGED <<replicated, place, answers, told, patience>>

\* The other one has agreed before, as late as now, and may have died since.
AskTransfer(m, n) ==
  /\ Valid(m) /\ m # n
  /\ IF Mistake = "transfers before giving up" THEN UNCHANGED <<held, ended>> ELSE End(m)
  /\ Send(Command(m, "transfer", held[m].token, n))
  /\ UNCHANGED <<replicated, place, answers, told, patience>>

\* Its time is over, or the voters refused a renewal, or it crashes.
Lose(m) ==
  /\ held[m].token # 0
  /\ End(m)
  /\ UNCHANGED <<replicated, place, messages, patience>>

Begin(m, t, age) ==
  IF held[m].token = t
    THEN held' = [held EXCEPT ![m].age = Min(@, age)] /\ UNCHANGED ended
    ELSE IF t <= ended[m] \/ age >= Term
      THEN ended' = [ended EXCEPT ![m] = Max(@, t)] /\ UNCHANGED held
      ELSE /\ held' = [held EXCEPT ![m] = [token |-> t, age |-> age]]
           /\ ended' = [ended EXCEPT ![m] = Max(@, held[m].token)]

Hear(a) ==
  LET m == a.by IN
  /\ answers' = answers \ {a}
  /\ CASE a.kind = "granted" -> Begin(m, a.token, a.age) /\ place' = [place EXCEPT ![m] = NoPlace]
       [] a.kind = "waits" ->
            /\ place' = [place EXCEPT ![m] =
                 [waits |-> TRUE, above |-> a.token,
                  age |-> IF Mistake = "place counts from the answer" THEN 0 ELSE a.age]]
            /\ UNCHANGED <<held, ended>>
       [] a.kind = "renewed" ->
            /\ IF held[m].token = a.token
                 THEN held' = [held EXCEPT ![m].age = Min(@, a.age)]
                 ELSE UNCHANGED held
            /\ UNCHANGED <<ended, place>>
  /\ UNCHANGED <<replicated, asks, told, patience>>

\* Its turn has come: told so by a voter, early, late, or twice.
HearInTurn(x) ==
  LET m == x.to
      age == IF Mistake = "turn counts from the telling" THEN 0 ELSE place[m].age
  IN
  /\ x.kind = "in turn" /\ place[m].waits
  /\ x.token > ended[m]
  /\ x.token > place[m].above \/ Mistake = "an earlier wait's message counts"
  /\ place' = [place EXCEPT ![m] = NoPlace]
  /\ IF 2 * age <= Term
       THEN Begin(m, x.token, age) /\ UNCHANGED asks
       ELSE UNCHANGED <<held, ended>> /\ Send(Command(m, "confirm", x.token, m))
  /\ UNCHANGED <<replicated, answers, told, patience>>

HearTransferred(x) ==
  LET m == x.to
      age == IF Mistake = "target acts on the message" THEN 0 ELSE x.age
  IN
  /\ x.kind = "transferred" /\ x.token > ended[m] /\ held[m].token # x.token
  /\ \/ 2 * age <= Term /\ Begin(m, x.token, age) /\ UNCHANGED asks
     \/ UNCHANGED <<held, ended>> /\ Send(Command(m, "confirm", x.token, m))
  /\ UNCHANGED <<replicated, place, answers, told, patience>>

-----------------------------------------------------------------------------
(* The voters: what the log decides. *)

Answer(c, kind, t) ==
  IF Cardinality(answers) < MaxAnswers
    THEN answers' = answers \cup {[by |-> c.by, kind |-> kind, token |-> t, age |-> c.age]}
    ELSE UNCHANGED answers

Tell(m, kind, t, consent) ==
  told' = IF Cardinality(told) < MaxTold
            THEN told \cup {[to |-> m, kind |-> kind, token |-> t, age |-> consent]} ELSE told

\* Another grant than before, or none: the leader waits for it from now, older expiries do nothing.
Own(m) ==
  /\ token < MaxToken
  /\ owner' = m /\ token' = token + 1 /\ renewals' = 0
  /\ watch' = 0 /\ expires' = FALSE

Extend ==
  /\ renewals < MaxRenewals
  /\ renewals' = renewals + 1
  /\ watch' = 0 /\ expires' = FALSE
  /\ UNCHANGED <<owner, token>>

\* Whatever ends an ownership makes the first in line the owner, in the same entry.
Free(after) ==
  IF after = <<>> \/ Mistake = "the line is left alone"
    THEN /\ owner' = Nobody /\ renewals' = 0 /\ line' = after
         /\ watch' = 0 /\ expires' = FALSE
         /\ UNCHANGED <<token, told>>
    ELSE /\ Own(Head(after))
         /\ line' = Tail(after)
         /\ Tell(Head(after), "in turn", token', 0)

Nothing == UNCHANGED <<replicated, told, patience>>

ApplyJoin(c) ==
  IF owner = Nobody
    THEN Own(c.by) /\ line' = Without(c.by) /\ Answer(c, "granted", token') /\ UNCHANGED told
  ELSE IF owner # c.by
    THEN /\ line' = IF InLine(c.by) THEN line ELSE Append(line, c.by)
         /\ Answer(c, "waits", token)
         /\ UNCHANGED <<owner, token, renewals, told, patience>>
  ELSE IF token > c.token
    THEN Extend /\ Answer(c, "granted", token) /\ UNCHANGED <<line, told>>
  ELSE IF line = <<>>
    THEN Own(c.by) /\ Answer(c, "granted", token') /\ UNCHANGED <<line, told>>
  ELSE \* it has ended its turn and asks anew, but those who wait come first
    /\ Free(Append(line, c.by))
    /\ Answer(c, "waits", token')

ApplyStand(c) ==
  /\ Nothing
  /\ IF owner \notin {Nobody, c.by} /\ InLine(c.by)
       THEN Answer(c, "waits", token) ELSE UNCHANGED answers

ApplyLeave(c) ==
  /\ line' = Without(c.by)
  /\ UNCHANGED <<owner, token, renewals, answers, told, patience>>

ApplyRenew(c, kind) ==
  IF owner = c.by /\ token = c.token
    THEN Extend /\ Answer(c, kind, token) /\ UNCHANGED <<line, told>>
    ELSE Nothing /\ UNCHANGED answers

ApplyRelease(c) ==
  /\ UNCHANGED answers
  /\ IF owner = c.by /\ token = c.token THEN Free(line) ELSE Nothing

ApplyTransfer(c) ==
  /\ UNCHANGED answers
  /\ IF owner = c.by /\ token = c.token
       THEN /\ Own(c.to)
            /\ line' = Without(c.to)
            /\ Tell(c.to, "transferred", token', c.consent)
       ELSE Nothing

Apply(c) ==
  /\ asks' = asks \ {c}
  /\ CASE c.kind = "join" -> ApplyJoin(c)
       [] c.kind = "stand" -> ApplyStand(c)
       [] c.kind = "leave" -> ApplyLeave(c)
       [] c.kind = "renew" -> ApplyRenew(c, "renewed")
       [] c.kind = "confirm" -> ApplyRenew(c, "granted")
       [] c.kind = "release" -> ApplyRelease(c)
       [] c.kind = "transfer" -> ApplyTransfer(c)
  /\ UNCHANGED holders

\* The leader does not see a member any more. It may be wrong.
ForgetMember(m) ==
  /\ InLine(m)
  /\ line' = Without(m)
  /\ UNCHANGED <<owner, token, renewals, holders, messages, patience>>

Lead ==
  /\ watch' = 0
  /\ UNCHANGED <<replicated, holders, messages, expires>>

ProposeExpire ==
  /\ owner # Nobody /\ watch >= Wait
  /\ expires' = TRUE
  /\ UNCHANGED <<replicated, holders, messages, watch>>

ApplyExpire ==
  /\ expires
  /\ Free(line)
  /\ UNCHANGED <<holders, asks, answers>>

-----------------------------------------------------------------------------

AskIsLost(c) == asks' = asks \ {c} /\ UNCHANGED <<replicated, holders, answers, told, patience>>

AnswerIsLost(a) == answers' = answers \ {a} /\ UNCHANGED <<replicated, holders, asks, told, patience>>

ToldIsLost(x) == told' = told \ {x} /\ UNCHANGED <<replicated, holders, asks, answers, patience>>

Older(age, bound, gain) == Min(age + gain, bound)

\* Too late an answer is of no use, but that of a place is: it says what is not to be believed.
OfUse(a) == a.age < Term \/ a.kind = "waits"

Gains(counts) == IF counts THEN {Slow, Fast} ELSE {Slow}

Consented(c) == c.kind = "transfer"
RestsOnConsent(x) == x.kind = "transferred"

Counting(m) ==
  \/ held[m].token # 0 \/ place[m].waits
  \/ \E x \in asks \cup answers : x.by = m
  \/ \E c \in asks : Consented(c) /\ c.to = m
  \/ \E x \in told : RestsOnConsent(x) /\ x.to = m

Tick ==
  \E g \in [Members -> {Slow, Fast}], h \in Gains(owner # Nobody) :
    /\ \A m \in Members : g[m] \in Gains(Counting(m))
    /\ held' = [m \in Members |->
         IF held[m].token = 0 THEN NotHeld ELSE [held[m] EXCEPT !.age = Older(@, Term, g[m])]]
    /\ place' = [m \in Members |->
         IF place[m].waits THEN [place[m] EXCEPT !.age = Older(@, Term, g[m])] ELSE NoPlace]
    /\ asks' = {[c EXCEPT !.age = Older(@, Term, g[c.by]),
                         !.consent = IF Consented(c) THEN Older(@, Term, g[c.to]) ELSE @] : c \in asks}
    /\ told' = {[x EXCEPT !.age = IF RestsOnConsent(x) THEN Older(@, Term, g[x.to]) ELSE @] :
                  x \in told}
    /\ answers' = {a \in {[b EXCEPT !.age = Older(@, Term, g[b.by])] : b \in answers} : OfUse(a)}
    /\ watch' = IF owner = Nobody THEN 0 ELSE Older(watch, Wait, h)
    /\ UNCHANGED <<replicated, ended, expires>>

Next ==
  \/ \E m \in Members :
       AskJoin(m) \/ AskStand(m) \/ AskLeave(m) \/ AskRenew(m) \/ AskRelease(m) \/ Lose(m)
  \/ \E m, n \in Members : AskTransfer(m, n)
  \/ \E a \in answers : Hear(a) \/ AnswerIsLost(a)
  \/ \E x \in told : HearInTurn(x) \/ HearTransferred(x) \/ ToldIsLost(x)
  \/ \E c \in asks : Apply(c) \/ AskIsLost(c)
  \/ \E m \in Members : ForgetMember(m)
  \/ Lead \/ ProposeExpire \/ ApplyExpire
  \/ Tick

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold. *)

OneHolder == \A m, n \in Members : Valid(m) /\ Valid(n) => m = n

HolderIsOwner == \A m \in Members : Valid(m) => owner = m /\ token = held[m].token

\* Nobody waits for a key that is free, or for one it owns, or twice.
WaitersHaveAnOwner ==
  /\ line # <<>> => owner # Nobody
  /\ \A i, j \in DOMAIN line : line[i] # owner /\ (line[i] = line[j] => i = j)

\* The old holder has stopped before the log names the new one.
StopsBeforeTheNext ==
  [][owner' # owner => \A m \in Members : m # owner' => ~Valid(m)]_vars

BeginsOnce ==
  [][\A m \in Members :
       held'[m].token \notin {0, held[m].token} => held'[m].token > ended[m]]_vars

TokensRise ==
  [][/\ token' >= token
     /\ owner' \notin {Nobody, owner} => token' > token]_vars

\* Who waits keeps its place until it owns the key, or leaves, or is forgotten; the rest keep order.
NoWaiterIsLost ==
  [][\A i \in DOMAIN line :
       \/ \E j \in DOMAIN line' : line'[j] = line[i] /\ j <= i
       \/ owner' = line[i] /\ token' > token
       \/ \E c \in asks \ asks' : c.kind = "leave" /\ c.by = line[i]
       \/ owner' = owner /\ token' = token /\ asks' = asks /\ line' = Without(line[i])]_vars

Symmetric == Permutations(Members)
=============================================================================
