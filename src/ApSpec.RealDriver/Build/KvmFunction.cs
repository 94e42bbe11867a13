using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>A function of KVM that is taken out of the tree by its name, wherever it stands there.</summary>
/// <param name="Name">The function.</param>
/// <param name="Calls">What it calls that is small and of the tree, too; the tree need not have all of it.</param>
/// <param name="IsAsked">True: the driver calls it, in some trees. It is nothing to a tree whose driver does not.</param>
internal sealed record KvmFunction(string Name, ImmutableArray<string> Calls, bool IsAsked = false)
{
    private static readonly ImmutableArray<string> Masks = ["kvm_s390_vcpu_block_all", "kvm_s390_vcpu_unblock_all"];
    private static readonly ImmutableArray<string> Gisa = ["gisa_set_iam", "gisa_in_alert_list"];

    /// <summary>All of them. What stands for one that is not in the tree is in Shim/kvm/assumed.c.</summary>
    public static readonly ImmutableArray<KvmFunction> All =
    [
        new("handle_pqap", ["kvm_s390_set_psw_cc"]),
        new("kvm_arch_crypto_set_masks", Masks),
        new("kvm_arch_crypto_clear_masks", Masks),
        new("kvm_s390_gisc_register", Gisa),
        new("kvm_s390_gisc_unregister", Gisa),
        new("kvm_s390_gisa_init", []),
        new("kvm_s390_gisa_destroy", Gisa),
        new("kvm_is_error_hva", [], IsAsked: true),
        new("kvm_s390_is_gpa_in_memslot", ["kvm_is_error_hva", "kvm_is_gpa_in_memslot"], IsAsked: true),
    ];

    /// <summary>The structures that they share with the driver: all, or none of a tree's own.</summary>
    public static readonly ImmutableArray<string> Structures =
    [
        "kvm_s390_apcb0", "kvm_s390_apcb1", "kvm_s390_crypto_cb", "kvm_s390_crypto", "kvm_s390_gisa", "kvm_s390_gisa_iam",
        "kvm_s390_gisa_interrupt", "kvm_s390_gib",
    ];

    /// <summary>Constants of these structures.</summary>
    public static readonly ImmutableArray<string> Macros =
    [
        "APCB0_MASK_SIZE", "APCB1_MASK_SIZE", "CRYCB_FORMAT_MASK", "CRYCB_FORMAT0", "CRYCB_FORMAT1", "CRYCB_FORMAT2", "ECA_AIV", "ECA_APIE",
    ];

    /// <summary>Types of the hook, of which a tree has the one or the other.</summary>
    public static readonly ImmutableArray<string> Hooks = ["crypto_hook", "kvm_s390_module_hook"];

    /// <summary>The macro that tells the shim that this is the tree's own.</summary>
    public string Macro => $"APX_OWN_{Name}";
}
