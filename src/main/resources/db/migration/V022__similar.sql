-- What editors say is similar to a piece, whatever the words: pinned pieces come first, in their order; banned ones
-- never come.
create table similar_choice (
    article_id uuid primary key references article,
    version    int not null
);

create table similar_chosen (
    article_id uuid not null references similar_choice,
    other_id   uuid not null references article,
    -- Of a pin: its place. Null: banned.
    position   int,
    primary key (article_id, other_id)
);
