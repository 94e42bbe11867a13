using System.Numerics;

namespace ApSpec.Vocabulary;

/// <summary>Hands out the bits of a state vector, first come first served; no field crosses a word.</summary>
public sealed class LayoutBuilder(Scope scope, Era era = Era.Notifier, CoreTraits traits = CoreTraits.Hook)
{
    private readonly List<FieldInfo> fields = [];
    private readonly List<List<(EntityKind Kind, int Id)>> owners = [];
    private int word;
    private int used;
    private (EntityKind Kind, int Id) owner;

    /// <summary>The scope laid out.</summary>
    public Scope Scope { get; } = scope;

    /// <summary>The era; fields of the other era take no bits.</summary>
    public Era Era { get; } = era;

    /// <summary>What the core has; fields of anything else take no bits.</summary>
    public CoreTraits Traits { get; } = era == Era.OpenDevice ? CoreTraits.All | CoreTraits.OpenAttach : traits;

    /// <summary>Words handed out so far.</summary>
    public int Words => used == 0 ? word : word + 1;

    /// <summary>True while the fields handed out may be seen by rules.</summary>
    public bool IsObservable { get; set; } = true;

    /// <summary>True to describe each field in <see cref="Fields"/>.</summary>
    public bool KeepsFields { get; init; } = true;

    /// <summary>All fields so far, in order.</summary>
    public IReadOnlyList<FieldInfo> Fields => fields;

    /// <summary>For each word, the entities with bits in it.</summary>
    public IReadOnlyList<IReadOnlyList<(EntityKind Kind, int Id)>> Owners => owners;

    /// <summary>The fields that follow belong to this entity.</summary>
    public void BelongTo(EntityKind kind, int id) => owner = (kind, id);

    /// <summary>The bits needed for values 0 to <paramref name="max"/>.</summary>
    public static int BitsFor(int max) => 32 - BitOperations.LeadingZeroCount((uint)max);

    /// <summary>A field for values 0 to <paramref name="max"/>, if the scope has <paramref name="needs"/>.</summary>
    public Field Add(string name, FieldKind kind, int max, string meaning, Features needs = Features.None,
        Era? only = null)
    {
        var width = Scope.Has(needs) && (only ?? Era) == Era ? BitsFor(max) : 0;
        var (at, shift) = Take(width);
        Note(name, kind, at, shift, width, meaning);
        return new Field(at, shift, width);
    }

    /// <summary>A mask over the adapters or domains in play.</summary>
    public MaskField AddMask(string name, FieldKind kind, string meaning, Features needs = Features.None, Era? only = null)
    {
        var ids = kind == FieldKind.AdapterMask ? Scope.Adapters.Length : Scope.Domains.Length;
        var width = Scope.Has(needs) && (only ?? Era) == Era ? ids : 0;
        var first = 0;
        var shift = 0;
        if (width <= 64)
        {
            (first, shift) = Take(width);
        }
        else
        {
            Align();
            first = word;
            for (var i = 0; i < 4; i++)
                Take(64);
        }

        Note(name, kind, first, shift, width, meaning);
        return new MaskField(first, shift, width);
    }

    /// <summary>The next field starts a word.</summary>
    public void Align()
    {
        if (used == 0)
            return;
        word++;
        used = 0;
    }

    private (int Word, int Shift) Take(int width)
    {
        if (width == 0)
            return (0, 0);
        if (used + width > 64)
            Align();
        while (owners.Count <= word)
            owners.Add([]);
        if (!owners[word].Contains(owner))
            owners[word].Add(owner);
        var at = (word, used);
        used += width;
        if (used == 64)
            Align();
        return at;
    }

    private void Note(string name, FieldKind kind, int at, int shift, int width, string meaning)
    {
        if (KeepsFields)
            fields.Add(new FieldInfo(OwnerName(), name, kind, at, shift, width, meaning, IsObservable));
    }

    private string OwnerName() => owner.Kind switch
    {
        EntityKind.Mdev => $"m{owner.Id}",
        EntityKind.Kvm => $"k{owner.Id}",
        EntityKind.Queue => $"{Scope.Adapters[owner.Id / Scope.Domains.Length]}.{Scope.Domains[owner.Id % Scope.Domains.Length]}",
        _ => "world",
    };
}
